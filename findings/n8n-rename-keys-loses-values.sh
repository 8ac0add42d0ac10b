#!/usr/bin/env bash
# Columns of a list are renamed: the personal address "email" becomes "Email", and the former "Email" becomes
# "contact". Guess: all are renamed at once, or one after the other; no value is lost.
# Rename Keys 1 of n8n-nodes-base 2.40.2 does neither: if a new name is the old name in a later row, a value is silently
# lost, and not even the one that gets overwritten. In the opposite order, all are kept. Two names cannot be swapped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const rename = async (...names) => {
	const key = names.map(([currentKey, newKey]) => ({ currentKey, newKey }));
	const [[told]] = await run('RenameKeys/RenameKeys', 1, { keys: { key }, additionalOptions: {} }, [{ email: 'mara@example.com', Email: 'desk@example.com' }]);
	console.log(`${names.map((pair) => pair.join(' to ')).join(', ')}: ${JSON.stringify(told)}`);
};
(async () => {
	await rename(['email', 'Email'], ['Email', 'contact']);
	await rename(['Email', 'contact'], ['email', 'Email']);
	await rename(['email', 'Email'], ['Email', 'email']);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
email to Email, Email to contact: {"contact":"desk@example.com"}
Email to contact, email to Email: {"contact":"desk@example.com","Email":"mara@example.com"}
email to Email, Email to email: {"email":"desk@example.com"}
EXPECTED
