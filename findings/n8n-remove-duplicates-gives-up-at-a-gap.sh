#!/usr/bin/env bash
# Duplicates are removed from a list of guests by email, before all of them get a message, and one guest has no email: null. Guess: each address is
# kept once; at most, something odd happens to those without one.
# Remove Duplicates 2 of n8n-nodes-base 2.40.2 sorts the list and compares neighbors, but null is neither before nor after a text, so the list stays
# unsorted around it. One such guest in the list, and duplicates of others stay: they get the message twice. How many depends on the order. Without
# null, with an empty text in its place, or with numbers, it is right; a missing field is an error.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const unique = async (...emails) => {
	const parameters = { operation: 'removeDuplicateInputItems', compare: 'selectedFields', fieldsToCompare: 'email', options: {} };
	const [kept] = await run('Transform/RemoveDuplicates/RemoveDuplicates', 2, parameters, emails.map((email) => ({ email })));
	console.log(`${JSON.stringify(emails)}: kept ${JSON.stringify(kept.map(({ email }) => email))}`);
};
(async () => {
	await unique('bo', 'ana', 'bo', 'ana');
	await unique('bo', 'ana', '', 'bo', 'ana');
	await unique('bo', 'ana', null, 'bo', 'ana');
	await unique('bo', null, 'ana', 'bo', null, 'ana');
	await unique(null, 'bo', 'ana', 'bo', 'ana');
	await unique('bo', 'bo', null, 'ana', 'ana');
	await unique(5, 3, null, 5, 3);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
["bo","ana","bo","ana"]: kept ["bo","ana"]
["bo","ana","","bo","ana"]: kept ["bo","ana",""]
["bo","ana",null,"bo","ana"]: kept ["bo","ana",null,"bo","ana"]
["bo",null,"ana","bo",null,"ana"]: kept ["bo",null,"ana","bo",null,"ana"]
[null,"bo","ana","bo","ana"]: kept [null,"bo","ana"]
["bo","bo",null,"ana","ana"]: kept ["bo",null,"ana"]
[5,3,null,5,3]: kept [5,3,null]
EXPECTED
