#!/usr/bin/env bash
# A row of n8n's data tables is deleted, updated or looked up where `email` equals {{ $json.email }}, and an
# item's guest has none. Guess: nothing equals nothing, so no row is touched.
# n8n 2.40.7, n8n-nodes-base 2.40.2: it depends on how the value is absent. `null` becomes IS NULL: every row without an
# email is deleted or gets this guest's values. A missing field matches no row, and empty text matches rows with empty text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps --ignore-scripts n8n-workflow@2.40.1 @n8n/db@1.40.4 @n8n/api-types@1.40.1
npm pack --silent n8n@2.40.7 n8n-nodes-base@2.40.2 >/dev/null
tar -xzf n8n-2.40.7.tgz package/dist/modules/data-table package/dist/errors
tar -xzf n8n-nodes-base-2.40.2.tgz package/dist/nodes/DataTable

cat > run.cjs <<'JS'
const { buildGetManyFilter } = require('./package/dist/nodes/DataTable/common/utils.js');
const { DataTableRowsRepository } = require('./package/dist/modules/data-table/data-table-rows.repository.js');

const rows = new DataTableRowsRepository({ options: { type: 'sqlite' }, driver: { escape: (name) => `"${name}"` } });
const guests = { 'a guest': { email: 'mara@example.com' }, null: { email: null }, missing: {}, empty: { email: '' } };
for (const [name, { email }] of Object.entries(guests)) {
	const condition = { keyName: 'email', condition: 'eq', keyValue: email };
	const filter = buildGetManyFilter([condition], 'allConditions', { email: 'string' });
	const note = (sql, values) => console.log(`${name}: ${sql} ${JSON.stringify(values)}`);
	rows.applyFilters({ where: note, andWhere: note, orWhere: note }, filter, 'dataTable');
}
JS
node run.cjs | tee seen.txt
diff seen.txt - <<'SEEN'
a guest: "dataTable"."email" = :filter_0 {"filter_0":"mara@example.com"}
null: "dataTable"."email" IS NULL {}
missing: "dataTable"."email" = :filter_0 {}
empty: "dataTable"."email" = :filter_0 {"filter_0":""}
SEEN
