#!/usr/bin/env bash
# An export of guests joins two tables, so it has two columns named "email"; the second is filled for few guests. Guess: with headers as names the
# first column wins, or the second one where it has a value.
# csv-parse 7.0.2, which n8n's Extract From File is built on, and csv-parser 3.2.0 silently take the last column, even where it is empty: the address
# is gone. Papa Parse 5.5.3 keeps both and names the second email_1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts csv-parse@7.0.2 csv-parser@3.2.0 papaparse@5.5.3

cat > read.js <<'JS'
const { Readable } = require('node:stream');
const { parse } = require('csv-parse/sync');
const csvParser = require('csv-parser');
const Papa = require('papaparse');

const text = 'email,id,email\nmara@example.com,1,\n';
console.log(`csv-parse: ${JSON.stringify(parse(text, { columns: true }))}`);
const { data } = Papa.parse(text, { header: true, skipEmptyLines: true });
console.log(`papaparse: ${JSON.stringify(data)}`);
Readable.from([text])
	.pipe(csvParser())
	.on('data', (row) => console.log(`csv-parser: ${JSON.stringify(row)}`));
JS
seen=$(node read.js 2>/dev/null | grep :)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
csv-parse: [{"email":"","id":"1"}]
papaparse: [{"email":"mara@example.com","id":"1","email_1":""}]
csv-parser: {"email":"","id":"1"}
EXPECTED
