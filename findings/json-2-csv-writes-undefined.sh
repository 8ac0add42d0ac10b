#!/usr/bin/env bash
# Guests become a CSV with json2csv(), and a CSV becomes guests with csv2json(), both from json-2-csv. Some guests have no email, or null. Guess: an
# empty cell; and what is read stays text, or each column has one type.
# json-2-csv 5.6.0 writes the words undefined and null. An importer then takes "undefined" for a value, the same one for each of these guests. The
# package itself reads the words back as missing and null, so a round trip passes. It reads each cell on its own as JSON. In one column, ZIP code
# 78701 is a number and 02134 is text. A card of 19 digits is rounded, the code 12E3 is 12000, and 5125550100 is a number next to "+15125550100".
# emptyFieldValue: '' helps when writing, parseValue when reading.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts json-2-csv@5.6.0

cat > guests.cjs <<'JS'
const { csv2json, json2csv } = require('json-2-csv');

const GUESTS = [{ id: 730415, email: 'mara@example.com', points: 5 }, { id: 730416, points: null }, { id: 730417, email: null, points: 7 }];
console.log(json2csv(GUESTS));
console.log(`read back: ${JSON.stringify(csv2json(json2csv(GUESTS)))}`);
console.log(`emptyFieldValue: ${json2csv(GUESTS, { emptyFieldValue: '' }).split('\n').slice(1).join(' | ')}`);
const CSV = 'zip,card,code,phone\n78701,6006491234567890123,12E3,+15125550100\n02134,730416,TACO50,5125550100';
for (const guest of csv2json(CSV)) console.log(JSON.stringify(guest));
for (const guest of csv2json(CSV, { parseValue: (cell) => cell })) console.log(`parseValue: ${JSON.stringify(guest)}`);
JS
seen=$(node guests.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
id,email,points
730415,mara@example.com,5
730416,undefined,null
730417,null,7
read back: [{"id":730415,"email":"mara@example.com","points":5},{"id":730416,"points":null},{"id":730417,"email":null,"points":7}]
emptyFieldValue: 730415,mara@example.com,5 | 730416,, | 730417,,7
{"zip":78701,"card":6006491234567890000,"code":12000,"phone":"+15125550100"}
{"zip":"02134","card":730416,"code":"TACO50","phone":5125550100}
parseValue: {"zip":"78701","card":"6006491234567890123","code":"12E3","phone":"+15125550100"}
parseValue: {"zip":"02134","card":"730416","code":"TACO50","phone":"5125550100"}
EXPECTED
