#!/usr/bin/env bash
# Guests are sorted by points to give the first ten something, and some have none. Guess: those come last, or first; the others are in order.
# Sort 1 of n8n-nodes-base 2.40.2 ranks a guest without the field neither before nor after any other. The others are only in order between two
# such guests, and "descending" turns the original list upside down. null counts as 0 among numbers; among texts, it breaks the order as well.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const sort = async (label, order, field, items) => {
	const parameters = { type: 'simple', sortFieldsUi: { sortField: [{ fieldName: field, order }] }, options: {} };
	const [sorted] = await run('Transform/Sort/Sort', 1, parameters, items);
	console.log(`${label}, ${order}: ${sorted.map((item) => item[field] ?? '-').join(' ')}`);
};
const points = (...values) => values.map((value) => (value === undefined ? {} : { points: value }));
const names = (...values) => values.map((name) => ({ name }));
(async () => {
	for (const order of ['ascending', 'descending']) {
		await sort('points of all', order, 'points', points(40, 25, 10, 30, 20));
		await sort('two without the field', order, 'points', points(40, undefined, 10, 30, undefined, 20));
		await sort('two with null', order, 'points', points(40, null, 10, 30, null, 20));
		await sort('names, two with null', order, 'name', names('Mara', null, 'Ana', 'Zoe', null, 'Bo'));
	}
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
points of all, ascending: 10 20 25 30 40
two without the field, ascending: 40 - 10 30 - 20
two with null, ascending: - - 10 20 30 40
names, two with null, ascending: Mara - Ana Zoe - Bo
points of all, descending: 40 30 25 20 10
two without the field, descending: 20 - 30 10 - 40
two with null, descending: 40 30 20 10 - -
names, two with null, descending: Bo - Zoe Ana - Mara
EXPECTED
