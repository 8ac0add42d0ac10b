#!/usr/bin/env bash
# A sheet of guests has birthdays, typed into Excel in the United States, which shows 3/14/1950, and SheetJS makes a CSV of it, or JSON with texts as
# shown (raw: false). Guess: 3/14/1950, as Excel shows and exports it; or 1950-03-14.
# @e965/xlsx 0.20.3, which is SheetJS, writes 3/14/50: it takes Excel's default format of a day to have two digits for the year, while Excel takes it
# from the computer's settings. Luxon 3.7.2 reads that as 2050, so this guest is not born yet, and one of a hundred years is a baby: ages, greetings
# and offers by age are wrong. With dateNF: 'yyyy-mm-dd' when the file is read, the year stays.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @e965/xlsx@0.20.3 exceljs@4.4.0 luxon@3.7.2

cat > guests.cjs <<'JS'
const { read, utils } = require('@e965/xlsx');
const { Workbook } = require('exceljs');
const { DateTime } = require('luxon');

(async () => {
	const book = new Workbook();
	const sheet = book.addWorksheet('Guests');
	sheet.addRow(['name', 'birthday']);
	for (const [name, day] of [['Mara', '1950-03-14'], ['Bo', '1990-12-03'], ['Ida', '1926-05-01']]) {
		// Excel's default format of a day is number 14 in the file, which ExcelJS calls mm-dd-yy
		sheet.addRow([name, new Date(day)]).getCell(2).numFmt = 'mm-dd-yy';
	}
	const file = await book.xlsx.writeBuffer();
	for (const dateNF of [undefined, 'yyyy-mm-dd']) {
		const guests = read(file, { dateNF }).Sheets.Guests;
		console.log(`dateNF ${dateNF}\n  CSV: ${utils.sheet_to_csv(guests).split('\n').slice(1).join('; ')}`);
		for (const { name, birthday } of utils.sheet_to_json(guests, { raw: false })) {
			const day = dateNF ? DateTime.fromISO(birthday) : DateTime.fromFormat(birthday, 'M/d/yy');
			console.log(`  ${name}: ${birthday}, which Luxon reads as ${day.toISODate()}`);
		}
	}
})();
JS
seen=$(TZ=UTC node guests.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
dateNF undefined
  CSV: Mara,3/14/50; Bo,12/3/90; Ida,5/1/26
  Mara: 3/14/50, which Luxon reads as 2050-03-14
  Bo: 12/3/90, which Luxon reads as 1990-12-03
  Ida: 5/1/26, which Luxon reads as 2026-05-01
dateNF yyyy-mm-dd
  CSV: Mara,1950-03-14; Bo,1990-12-03; Ida,1926-05-01
  Mara: 1950-03-14, which Luxon reads as 1950-03-14
  Bo: 1990-12-03, which Luxon reads as 1990-12-03
  Ida: 1926-05-01, which Luxon reads as 1926-05-01
EXPECTED
