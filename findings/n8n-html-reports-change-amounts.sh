#!/usr/bin/env bash
# A point of sale sends a report of visits as HTML, or as an .xls that is HTML inside, and n8n's Extract from File reads its table. Guess: the cells
# are text, as from a CSV, or at most plain numbers become numbers; the option Read As String makes text of everything.
# Extract from File 1.1 of n8n-nodes-base 2.40.2 turns all into numbers and dates that @e965/xlsx 0.20.3 can, cell by cell: 12,50 is 1250, the card is
# rounded, 0730415 loses its zero and the phone its plus. A table for 4-5 is April 5, 2001, 1/2 is January 2, and 7:30 PM is null. So a column has
# both types. Read As String changes nothing of it; Raw Data does.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps ics@2.40.0 ts-ics@2.4.6 iconv-lite@0.7.3 csv-parse@7.0.3 @e965/xlsx@0.20.3

cat > run.cjs <<'JS'
const { runWorkflow } = require('./nodes.cjs');

const ROWS = [
	['amount', 'card', 'id', 'phone', 'guests', 'share', 'at', 'code', 'day'],
	['$12.50', '6006491234567890123', '0730415', '+15125550100', '2', '1/2', '19:30', 'TACO', '3/14/2026'],
	['12,50', '6006491234567890', 'G730415', '512-555-0100', '4-5', '1/2 off', '7:30 PM', '12E3', '14/3/2026'],
];
const html = `<table>${ROWS.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
const options = { operation: 'toText', sourceProperty: 'html', binaryPropertyName: 'data', options: { fileName: 'visits.html' } };
const read = async (label, operation, how) => {
	const parts = {
		File: { file: 'Files/ConvertToFile/ConvertToFile', version: 1.1, parameters: options, next: [['Rows']] },
		Rows: { file: 'Files/ExtractFromFile/ExtractFromFile', version: 1.1, parameters: { operation, binaryPropertyName: 'data', options: how } },
	};
	const { Rows } = await runWorkflow([{ html }], parts);
	console.log(label);
	for (const row of Rows[0][0]) console.log(`  ${JSON.stringify(row)}`);
};
(async () => {
	await read('Extract From HTML', 'html', {});
	await read('Extract From XLS', 'xls', {});
	await read('Read As String', 'html', { readAsString: true });
	await read('Raw Data', 'html', { rawData: true });
})();
JS
seen=$(TZ=UTC node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Extract From HTML
  {"amount":12.5,"card":6006491234567890000,"id":730415,"phone":15125550100,"guests":2,"share":"2001-01-02T00:00:00.000Z","at":"1899-12-31T19:30:00.000Z","code":"TACO","day":"2026-03-14T00:00:00.000Z"}
  {"amount":1250,"card":6006491234567890,"id":"G730415","phone":"512-555-0100","guests":"2001-04-05T00:00:00.000Z","share":"1/2 off","at":null,"code":12000,"day":"14/3/2026"}
Extract From XLS
  {"amount":12.5,"card":6006491234567890000,"id":730415,"phone":15125550100,"guests":2,"share":"2001-01-02T00:00:00.000Z","at":"1899-12-31T19:30:00.000Z","code":"TACO","day":"2026-03-14T00:00:00.000Z"}
  {"amount":1250,"card":6006491234567890,"id":"G730415","phone":"512-555-0100","guests":"2001-04-05T00:00:00.000Z","share":"1/2 off","at":null,"code":12000,"day":"14/3/2026"}
Read As String
  {"amount":12.5,"card":6006491234567890000,"id":730415,"phone":15125550100,"guests":2,"share":"2001-01-02T00:00:00.000Z","at":"1899-12-31T19:30:00.000Z","code":"TACO","day":"2026-03-14T00:00:00.000Z"}
  {"amount":1250,"card":6006491234567890,"id":"G730415","phone":"512-555-0100","guests":"2001-04-05T00:00:00.000Z","share":"1/2 off","at":null,"code":12000,"day":"14/3/2026"}
Raw Data
  {"amount":"$12.50","card":"6006491234567890123","id":"0730415","phone":"+15125550100","guests":"2","share":"1/2","at":"19:30","code":"TACO","day":"3/14/2026"}
  {"amount":"12,50","card":"6006491234567890","id":"G730415","phone":"512-555-0100","guests":"4-5","share":"1/2 off","at":"7:30 PM","code":"12E3","day":"14/3/2026"}
EXPECTED
