#!/usr/bin/env bash
# Duplicates are removed from a list of guests by email, and some guests have none. Guess: a guest without an email is nobody's duplicate.
# Remove Duplicates 2 of n8n-nodes-base 2.40.2: null equals null and "" equals "", so of all guests without an email
# it keeps the first and silently drops the others. There is an error only if the field is missing altogether.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const unique = async (name, guests) => {
	const parameters = { operation: 'removeDuplicateInputItems', compare: 'selectedFields', fieldsToCompare: 'email', options: {} };
	const told = await run('Transform/RemoveDuplicates/RemoveDuplicates', 2, parameters, guests).then(
		([items]) => `kept ${items.map(({ id }) => id).join(' ')}`,
		({ message }) => message,
	);
	console.log(`${name}: ${told}`);
};
const mara = { id: 1, email: 'mara@example.com' };
(async () => {
	await unique('null', [mara, { id: 2, email: null }, { id: 3, email: null }]);
	await unique('empty', [mara, { id: 2, email: '' }, { id: 3, email: '' }]);
	await unique('missing', [mara, { id: 2 }, { id: 3 }]);
})();
JS
seen=$(TZ=UTC node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
null: kept 1 2
empty: kept 1 2
missing: 'email' field is missing from some input items
EXPECTED
