#!/usr/bin/env bash
# n8n's Supabase node looks up or changes several guests with a filter as text: external_id=eq.{{ $json.id }}.
# Guess: each item asks for its own guest, as with a filter built in the node.
# Supabase 1 of n8n-nodes-base 2.40.2 appends each item's filter to those of the items before: guest 2 is requested as "1?external_id=eq.2",
# which is nobody's ID, so only the first guest of a run is found or changed. Delete works, and so does one item per run.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps nock@14.0.17

cat > run.cjs <<'JS'
const nock = require('nock');
const { credentials, run } = require('./nodes.cjs');

nock.disableNetConnect();
credentials.supabaseApi = { host: 'https://loyalty.supabase.co' };
const supabase = nock('https://loyalty.supabase.co').persist();
for (const method of ['get', 'patch', 'delete']) {
	supabase[method](/.*/).reply((path) => {
		console.log(`${method}: ${new URL(path, 'https://loyalty.supabase.co').searchParams.get('external_id')}`);
		return [200, []];
	});
}
const rows = { resource: 'row', tableId: 'guests', fieldsUi: { fieldValues: [{ fieldId: 'tier', fieldValue: 'silver' }] }, dataToSend: 'defineBelow', returnAll: true };
const filter = { filterType: 'string', filterString: '=external_id=eq.{{ $json.id }}' };
(async () => {
	for (const operation of ['getAll', 'update', 'delete']) await run('Supabase/Supabase', 1, { ...rows, ...filter, operation }, [{ id: 1 }, { id: 2 }, { id: 3 }]);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
get: eq.1
get: eq.1?external_id=eq.2
get: eq.1?external_id=eq.2?external_id=eq.3
patch: eq.1
patch: eq.1?external_id=eq.2
patch: eq.1?external_id=eq.2?external_id=eq.3
delete: eq.1
delete: eq.2
delete: eq.3
EXPECTED
