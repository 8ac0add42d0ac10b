#!/usr/bin/env bash
# n8n's Summarize node sums points. A CSV has them as text, and so does Punchh for some balances. Guess: text
# is added as numbers, or there is an error.
# Summarize 1.1 of n8n-nodes-base 2.40.2 silently skips what is not a number: the sum of text is 0, and the average
# of a mixed column is that of its numbers. The smallest is found alphabetically, so "100" is less than "9".
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const summarize = async (aggregation, points) => {
	const values = [{ aggregation, field: 'points' }];
	const [[told]] = await run('Transform/Summarize/Summarize', 1.1, { fieldsToSummarize: { values }, options: {} }, points.map((one) => ({ points: one })));
	console.log(`${aggregation} of ${JSON.stringify(points)}: ${JSON.stringify(Object.values(told)[0])}`);
};
(async () => {
	await summarize('sum', ['185.0', '20.0']);
	await summarize('sum', ['185.0', 20]);
	await summarize('average', [10, '20', 30]);
	await summarize('min', ['9', '100']);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
sum of ["185.0","20.0"]: 0
sum of ["185.0",20]: 20
average of [10,"20",30]: 20
min of ["9","100"]: "100"
EXPECTED
