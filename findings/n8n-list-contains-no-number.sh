#!/usr/bin/env bash
# Store 202 is closed, so its guests should not get a message: Filter with Array, does not contain, 202. Their stores are a list of numbers, as Punchh
# gives IDs. Guess: with Convert Types, 202 in the field is 202 in the list, as for is equal to; without it, a wrong type is an error.
# Filter 2.2 of n8n-nodes-base 2.40.2 (If and Switch ask the same) takes what you type as text and converts nothing in the list. No list of numbers
# contains it, so "does not contain" lets all of them through and "contains" nobody, strict or not. An expression, {{ 202 }}, finds numbers, but then
# not the same ID as text. Ignoring case works for lists.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const GUESTS = [{ name: 'Mara', stores: [202, 305] }, { name: 'Bo', stores: ['202'] }, { name: 'Ana', stores: [305] }];
const operatorOf = (type, operation) => ({ type, operation, ...(type === 'array' && { rightType: 'any' }) });
async function keep(label, typeValidation, type, operation, leftValue, rightValue) {
	const conditions = [{ id: '1', leftValue, rightValue, operator: operatorOf(type, operation) }];
	const options = { version: 2, typeValidation, caseSensitive: true, leftValue: '' };
	const [kept] = await run('Filter/Filter', 2.2, { conditions: { options, combinator: 'and', conditions }, options: {} }, GUESTS);
	console.log(`${label}, ${typeValidation}: ${kept.map(({ name }) => name).join(', ') || 'nobody'}`);
}
(async () => {
	await keep('the first store is 202', 'loose', 'number', 'equals', '={{ $json.stores[0] }}', '202');
	for (const typeValidation of ['loose', 'strict']) {
		await keep('contains 202', typeValidation, 'array', 'contains', '={{ $json.stores }}', '202');
		await keep('does not contain 202', typeValidation, 'array', 'notContains', '={{ $json.stores }}', '202');
	}
	await keep('does not contain {{ 202 }}', 'loose', 'array', 'notContains', '={{ $json.stores }}', '={{ 202 }}');
	await keep('does not contain, each made text', 'loose', 'array', 'notContains', '={{ $json.stores.map(String) }}', '202');
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
the first store is 202, loose: Mara, Bo
contains 202, loose: Bo
does not contain 202, loose: Mara, Ana
contains 202, strict: Bo
does not contain 202, strict: Mara, Ana
does not contain {{ 202 }}, loose: Bo, Ana
does not contain, each made text, loose: Ana
EXPECTED
