#!/usr/bin/env bash
# An n8n data table has a date column, and Upsert looks for a guest's row for a day, which is text:
# 2026-07-01. Guess: the second run finds the row of the first.
# n8n-nodes-base 2.40.2, n8n-workflow 2.40.1: it stores midnight in the workflow's time zone, but looks for midnight in
# UTC, or in the server's zone if there is a time. So it finds nothing, and every run adds a row. n8n's own default is New
# York. (In n8n 2.40.7, three runs of Upsert made three rows.) Text with an offset is found; so is a day in a text column.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"
npm pack --silent n8n-nodes-base@2.40.2 >/dev/null
tar -xzf n8n-nodes-base-2.40.2.tgz package/dist/nodes/DataTable

cat > run.cjs <<'JS'
const { validateFieldType } = require('n8n-workflow');
const { buildGetManyFilter } = require('./package/dist/nodes/DataTable/common/utils.js');
const { evaluate } = require('./expressions.cjs');

for (const text of ['2026-07-01', '2026-07-01T10:00:00', '2026-07-01T00:00:00-04:00']) {
	const day = evaluate(`'${text}'`);
	// As n8n's data table reads a cell, and as its node reads a condition.
	const cell = validateFieldType('day', day, 'dateTime', { strict: false, parseStrings: false });
	const stored = cell.newValue.toJSDate().toISOString();
	const condition = { keyName: 'day', condition: 'eq', keyValue: day };
	const [{ value }] = buildGetManyFilter([condition], 'allConditions', { day: 'date' }).filters;
	console.log(`${text}: stored ${stored}, looked for ${value.toISOString()}`);
}
JS
TZ=UTC node run.cjs | tee seen.txt
diff seen.txt - <<'SEEN'
2026-07-01: stored 2026-07-01T04:00:00.000Z, looked for 2026-07-01T00:00:00.000Z
2026-07-01T10:00:00: stored 2026-07-01T14:00:00.000Z, looked for 2026-07-01T10:00:00.000Z
2026-07-01T00:00:00-04:00: stored 2026-07-01T04:00:00.000Z, looked for 2026-07-01T04:00:00.000Z
SEEN
