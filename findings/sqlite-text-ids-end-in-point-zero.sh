#!/usr/bin/env bash
# Guests are kept in SQLite with their IDs as TEXT, and a Code node or a service writes them with node:sqlite. One system has the ID as text, another
# as the number 730415. Guess: in a TEXT column the number becomes the text 730415, as String() and a written-out INSERT say; so both are one guest.
# node:sqlite of Node 24.21.0 (SQLite 3.53.4) hands every number over as a float, and the column makes '730415.0' of it: the guest is there twice, is
# not found by either ID of the other kind, and goes to Braze under an external ID that nobody has. Numbers that go into JSON in a query are 50.0, and
# 5 / 2 is 2.5. sql.js 1.17.0 does so from 2^31 on: short IDs pass a test, cards do not. A BigInt or String(id) is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sql.js@1.17.0

cat > guests.cjs <<'JS'
const { DatabaseSync } = require('node:sqlite');

const db = new DatabaseSync(':memory:');
const one = (query, ...values) => JSON.stringify(Object.values(db.prepare(query).get(...values) ?? ['nobody'])[0]);
console.log(`Node ${process.version}, SQLite ${one('SELECT sqlite_version()')}`);
db.exec('CREATE TABLE guests (id TEXT PRIMARY KEY)');
const written = (id) => db.prepare('INSERT INTO guests VALUES (?) RETURNING id').get(id).id;
for (const id of ['730415', 730415, String(730416), 730417n]) console.log(`${typeof id} ${id} is written as ${written(id)}`);
db.exec('INSERT INTO guests SELECT 730418');
console.log(`written out, 730418: ${one("SELECT id FROM guests WHERE id = '730418'")}, found by the number: ${one('SELECT id FROM guests WHERE id = ?', 730418)}`);
console.log(`in JSON: ${one("SELECT json_object('points', ?)", 50)}; a half of 5: ${one('SELECT ? / 2', 5)}`);
(async () => {
	const other = new (await require('sql.js')()).Database();
	for (const id of [730415, 2147483647, 2147483648, 6006491234567890]) console.log(`sql.js, ${id}: ${other.exec('SELECT CAST(? AS TEXT)', [id])[0].values[0][0]}`);
})();
JS
seen=$(npx --yes node@24.21.0 --no-warnings guests.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Node v24.21.0, SQLite "3.53.4"
string 730415 is written as 730415
number 730415 is written as 730415.0
string 730416 is written as 730416
bigint 730417 is written as 730417
written out, 730418: "730418", found by the number: "nobody"
in JSON: "{\"points\":50.0}"; a half of 5: 2.5
sql.js, 730415: 730415
sql.js, 2147483647: 2147483647
sql.js, 2147483648: 2147483648.0
sql.js, 6006491234567890: 6006491234567890.0
EXPECTED
