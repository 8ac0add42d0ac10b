#!/usr/bin/env bash
# Guests with 100 to 199 points get another tier, or a year's rows are deleted, with n8n's Supabase node: All Filters, points
# >= 100 and points < 200. You try it with Get Many first. Guess: Update and Delete take the rows that Get Many shows.
# Supabase 1 of n8n-nodes-base 2.40.2 uses both conditions in Get Many. For Update and Delete it keeps only
# the last condition for each column: everyone with fewer than 200 points is changed or deleted, including
# those with none. Filter as String, points=gte.100&points=lt.200, keeps both.
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
		console.log(`${method}: ${decodeURIComponent(path)}`);
		return [200, []];
	});
}
const points = (condition, keyValue) => ({ keyName: 'points', condition, keyValue });
const filters = { conditions: [points('gte', '100'), points('lt', '200')] };
const asString = { filterType: 'string', filterString: 'points=gte.100&points=lt.200' };
const rows = { resource: 'row', tableId: 'guests', fieldsUi: { fieldValues: [{ fieldId: 'tier', fieldValue: 'silver' }] }, dataToSend: 'defineBelow', returnAll: true };
(async () => {
	for (const operation of ['getAll', 'update', 'delete']) await run('Supabase/Supabase', 1, { ...rows, operation, filterType: 'manual', matchType: 'allFilters', filters }, [{}]);
	await run('Supabase/Supabase', 1, { ...rows, operation: 'delete', ...asString }, [{}]);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
get: /rest/v1/guests?and=(points.gte.100,points.lt.200)
patch: /rest/v1/guests?points=lt.200
delete: /rest/v1/guests?points=lt.200
delete: /rest/v1/guests?points=gte.100&points=lt.200
EXPECTED
