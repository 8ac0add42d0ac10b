#!/usr/bin/env bash
# A sheet of guests has a column that Excel looks up or calculates, and n8n reads it with Extract from File.
# Guess: #N/A arrives as that text, or as an error, and a formula arrives as its result.
# @e965/xlsx 0.20.3, which n8n-nodes-base 2.40.2 reads with, leaves out a cell with an error: a guest whose ID was not found has
# no such field at all, as if the cell were empty. The same goes for a formula whose result is not in the file, as written by
# scripts without Excel. Rows hidden by a filter are read like the others, and of merged cells only the first row has the value.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @e965/xlsx@0.20.3

cat > run.cjs <<'JS'
const { read, utils, write } = require('@e965/xlsx');

const show = (label, rows, change) => {
	const sheet = utils.aoa_to_sheet(rows);
	change(sheet);
	const file = write({ SheetNames: ['Guests'], Sheets: { Guests: sheet } }, { bookType: 'xlsx', type: 'buffer' });
	console.log(`${label}: ${JSON.stringify(utils.sheet_to_json(read(file).Sheets.Guests))}`);
};
const GUESTS = [['guest', 'external_id'], [730415, 'a-1'], [730416, 'a-2']];
show('#N/A', GUESTS, (sheet) => (sheet.B3 = { t: 'e', v: 0x2a }));
show('a formula with its result', GUESTS, (sheet) => (sheet.B3 = { t: 's', f: '"a-"&2', v: 'a-2' }));
show('a formula without one', GUESTS, (sheet) => (sheet.B3 = { t: 's', f: '"a-"&2' }));
show('a hidden row', GUESTS, (sheet) => (sheet['!rows'] = [{}, {}, { hidden: true }]));
show('merged', [['brand', 'guest'], ['Moes', 730415], [null, 730416]], (sheet) => (sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }]));
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
#N/A: [{"guest":730415,"external_id":"a-1"},{"guest":730416}]
a formula with its result: [{"guest":730415,"external_id":"a-1"},{"guest":730416,"external_id":"a-2"}]
a formula without one: [{"guest":730415,"external_id":"a-1"},{"guest":730416}]
a hidden row: [{"guest":730415,"external_id":"a-1"},{"guest":730416,"external_id":"a-2"}]
merged: [{"brand":"Moes","guest":730415},{"guest":730416}]
EXPECTED
