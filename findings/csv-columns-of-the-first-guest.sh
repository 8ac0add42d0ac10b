#!/usr/bin/env bash
# You write guests to a CSV from objects, and the first guest has no phone and no birthday. Guess: the file has a column for every field that any
# guest has, as a sheet from xlsx does.
# Papa Parse 5.7.1, csv-stringify 6.9.0 and fast-csv 5.0.8 take the columns from the first guest and silently leave out the other fields: whoever
# comes first decides what everybody loses. json2csv 7.0.8 and xlsx 0.18.5 write all columns.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts papaparse@5.7.1 csv-stringify@6.9.0 fast-csv@5.0.8 @json2csv/plainjs@7.0.8 xlsx@0.18.5

cat > columns.js <<'JS'
const { unparse } = require('papaparse');
const { stringify } = require('csv-stringify/sync');
const { writeToString } = require('fast-csv');
const { Parser } = require('@json2csv/plainjs');
const { utils } = require('xlsx');

const GUESTS = [
	{ id: '730415', email: 'ana@example.com' },
	{ id: '730416', email: 'bo@example.com', phone: '+15125550102', birthday: '1990-03-14' },
	{ id: '730417', email: 'mara@example.com', phone: '+15125550103' },
];
const writers = {
	'papaparse': (guests) => unparse(guests),
	'csv-stringify': (guests) => stringify(guests, { header: true }),
	'fast-csv': (guests) => writeToString(guests, { headers: true }),
	'json2csv': (guests) => new Parser().parse(guests),
	'xlsx': (guests) => utils.sheet_to_csv(utils.json_to_sheet(guests)),
};
(async () => {
	for (const [name, write] of Object.entries(writers)) {
		const texts = [await write(GUESTS), await write([...GUESTS].reverse()), await write([GUESTS[1], GUESTS[0], GUESTS[2]])];
		console.log(`${name}: ${texts.map((text) => text.split(/\r?\n/)[0].replaceAll('"', '')).join(' | ')}`);
	}
})();
JS
seen=$(node columns.js)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
papaparse: id,email | id,email,phone | id,email,phone,birthday
csv-stringify: id,email | id,email,phone | id,email,phone,birthday
fast-csv: id,email | id,email,phone | id,email,phone,birthday
json2csv: id,email,phone,birthday | id,email,phone,birthday | id,email,phone,birthday
xlsx: id,email,phone,birthday | id,email,phone,birthday | id,email,phone,birthday
EXPECTED
