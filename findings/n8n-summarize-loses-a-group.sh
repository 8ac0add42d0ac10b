#!/usr/bin/env bash
# n8n's Summarize sums points by store into one item with a key for each store. The store is a number from one system and text
# from another, or missing. Guess: 202 and "202" are one store, since a key is text anyway; or at least no points are lost.
# Summarize 1.1 of n8n-nodes-base 2.40.2 keeps them apart, then gives both the same key: only the last is left, and the points of
# the others are silently lost. The same happens with null and "null". In separate items, each has its own. Version 1 adds them up.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const CHECK_INS = [
	{ store: '202', points: 5 },
	{ store: 202, points: 7 },
	{ store: '202', points: 1 },
	{ store: 305, points: 3 },
	{ store: null, points: 2 },
	{ store: 'null', points: 4 },
];
(async () => {
	for (const version of [1, 1.1]) {
		for (const outputFormat of ['singleItem', 'separateItems']) {
			const parameters = { fieldsToSummarize: { values: [{ aggregation: 'sum', field: 'points' }] }, fieldsToSplitBy: 'store', options: { outputFormat } };
			const [items] = await run('Transform/Summarize/Summarize', version, parameters, CHECK_INS);
			const rows = outputFormat === 'singleItem' ? Object.entries(items[0]).map(([store, { sum_points }]) => [store, sum_points]) : items.map(({ store, sum_points }) => [store, sum_points]);
			console.log(`${version}, ${outputFormat}: ${rows.map(([store, sum]) => `${JSON.stringify(store)} ${sum}`).join(', ')}; in all ${rows.reduce((all, [, sum]) => all + sum, 0)}`);
		}
	}
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
1, singleItem: "202" 13, "305" 3, "null" 6; in all 22
1, separateItems: "202" 13, "305" 3, "null" 6; in all 22
1.1, singleItem: "202" 7, "305" 3, "null" 4; in all 14
1.1, separateItems: "202" 6, 202 7, 305 3, null 2, "null" 4; in all 22
EXPECTED
