#!/usr/bin/env bash
# Edit Fields stores a guest's points under the store's number: the field is named by_store.202, or by an expression
# with the ID in it. Guess: an object with the key 202, since n8n says that a name with a dot makes objects.
# Edit Fields 3.4 of n8n-nodes-base 2.40.2 takes a whole number in such a path for a position in a list:
# by_store has 203 entries, only one of them not null, and with a six-digit user ID one item has 3.6 MB of JSON.
# 0202 and S202 are keys. If by_store is already an object, the number is a key, so the first store decides.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

async function set(name, guest = {}) {
	const assignments = { assignments: [{ id: '1', name, value: 5, type: 'number' }] };
	const [[json]] = await run('Set/Set', 3.4, { mode: 'manual', includeOtherFields: true, assignments, options: {} }, [guest]);
	const { by_store } = json;
	const made = Array.isArray(by_store) ? `a list of ${by_store.length}, ${by_store.filter((entry) => entry !== null && entry !== undefined).length} of them not empty` : JSON.stringify(by_store);
	console.log(`${name}: ${made}, ${JSON.stringify(json).length} bytes`);
}
(async () => {
	await set('by_store.202');
	await set("={{ 'by_store.' + 730415 }}");
	await set('by_store.202.points');
	await set('by_store.0202');
	await set('by_store.S202');
	await set('by_store.202', { by_store: { 101: 7 } });
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
by_store.202: a list of 203, 1 of them not empty, 1026 bytes
={{ 'by_store.' + 730415 }}: a list of 730416, 1 of them not empty, 3652091 bytes
by_store.202.points: a list of 203, 1 of them not empty, 1037 bytes
by_store.0202: {"0202":5}, 23 bytes
by_store.S202: {"S202":5}, 23 bytes
by_store.202: {"101":7,"202":5}, 30 bytes
EXPECTED
