#!/usr/bin/env bash
# You use ExcelJS to read a list of guests that somebody typed into Excel. Guess: a cell with an email address has that text as its value.
# Excel turns a typed address into a link, and ExcelJS 4.4.0 then returns an object with text and hyperlink. Make text of that value, and you have
# [object Object] for every guest. An address that was pasted is text. Cells with a formula, with text in two fonts, or with an error are objects,
# too. cell.text has what you see, except for an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0

cat > run.cjs <<'JS'
const { Workbook } = require('exceljs');

const CELLS = {
	'pasted': 'bo@example.com',
	'typed, so linked': { text: 'mara@example.com', hyperlink: 'mailto:mara@example.com' },
	'a formula': { formula: 'A1&""', result: 'bo@example.com' },
	'two fonts': { richText: [{ text: 'Gold ' }, { font: { bold: true }, text: 'member' }] },
	'#N/A': { formula: 'VLOOKUP(1,A:B,2)', result: { error: '#N/A' } },
};
(async () => {
	const written = new Workbook();
	written.addWorksheet('Guests').addRow(Object.values(CELLS));
	const read = new Workbook();
	await read.xlsx.load(await written.xlsx.writeBuffer());
	const row = read.getWorksheet('Guests').getRow(1);
	for (const [place, name] of Object.keys(CELLS).entries()) {
		const { value, text } = row.getCell(place + 1);
		console.log(`${name}: ${JSON.stringify(value)}, as text ${value}, cell.text ${text}`);
	}
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
pasted: "bo@example.com", as text bo@example.com, cell.text bo@example.com
typed, so linked: {"text":"mara@example.com","hyperlink":"mailto:mara@example.com"}, as text [object Object], cell.text mara@example.com
a formula: {"formula":"A1&\"\"","result":"bo@example.com"}, as text [object Object], cell.text bo@example.com
two fonts: {"richText":[{"text":"Gold "},{"font":{"bold":true},"text":"member"}]}, as text [object Object], cell.text Gold member
#N/A: {"formula":"VLOOKUP(1,A:B,2)","result":{"error":"#N/A"}}, as text [object Object], cell.text [object Object]
EXPECTED
