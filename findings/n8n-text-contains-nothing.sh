#!/usr/bin/env bash
# Guests are compared with a text of their own: the address contains their company's domain, or the code
# begins with their store's prefix, and the field with that text is missing. Guess: what is not there is not
# contained, so the guest is left out; or, with strict types, the wrong type is an error.
# Filter 2.2 of n8n-nodes-base 2.40.2 (If and Switch work the same way) looks for empty text instead, which every text
# contains: contains, begins with, ends with and matches the regex let all these guests through, strict or not, even
# those without an address. Does not contain lets none of them through. Conditions on numbers and dates are not met.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const GUESTS = [
	{ name: 'Mara', email: 'mara@tacos.example', domain: 'tacos.example' },
	{ name: 'Bo', email: 'bo@mail.example', domain: 'tacos.example' },
	{ name: 'Ana', email: 'ana@mail.example' },
	{ name: 'Zoe', email: 'zoe@mail.example', domain: null },
	{ name: 'Leo' },
];
const ask = async (typeValidation, type, operation, left, right) => {
	const condition = { id: '1', leftValue: `={{ $json.${left} }}`, rightValue: `={{ $json.${right} }}`, operator: { type, operation } };
	const options = { caseSensitive: true, leftValue: '', typeValidation, version: 2 };
	const [kept] = await run('Filter/Filter', 2.2, { conditions: { options, combinator: 'and', conditions: [condition] }, options: {} }, GUESTS);
	console.log(`${typeValidation}, ${left} ${operation} ${right}: ${kept.map(({ name }) => name).join(' ') || 'nobody'}`);
};
(async () => {
	for (const typeValidation of ['strict', 'loose']) {
		for (const operation of ['contains', 'startsWith', 'endsWith', 'regex', 'notContains', 'equals']) await ask(typeValidation, 'string', operation, 'email', 'domain');
	}
	await ask('strict', 'number', 'gte', 'points', 'threshold');
	await ask('strict', 'dateTime', 'before', 'expires', 'day');
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
strict, email contains domain: Mara Ana Zoe Leo
strict, email startsWith domain: Ana Zoe Leo
strict, email endsWith domain: Mara Ana Zoe Leo
strict, email regex domain: Mara Ana Zoe Leo
strict, email notContains domain: Bo
strict, email equals domain: Leo
loose, email contains domain: Mara Ana Zoe Leo
loose, email startsWith domain: Ana Zoe Leo
loose, email endsWith domain: Mara Ana Zoe Leo
loose, email regex domain: Mara Ana Zoe Leo
loose, email notContains domain: Bo
loose, email equals domain: Leo
strict, points gte threshold: nobody
strict, expires before day: nobody
EXPECTED
