#!/usr/bin/env bash
# Guests are kept in SQLite with column types of other systems: ZIP code, phone and card ID as STRING, as in BigQuery. Guess: STRING is text, or is
# refused, as SQLite has no such type.
# SQLite 3.54.1 (sql.js 1.17.0) looks for CHAR, CLOB or TEXT in the type's name. STRING, UUID and ENUM contain none, so the column turns whatever
# looks like a number into one, for good: 02134 is 2134, a phone loses its plus, the code 12E3 is 12000, a card of 20 digits is rounded, and 0730415
# equals 730415 in a UNIQUE column. Text such as TACO50 stays, so a test with it passes. TEXT and VARCHAR are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sql.js@1.17.0

cat > columns.cjs <<'JS'
require('sql.js')().then((SQL) => {
	const VALUES = ['02134', '+15125550100', '12E3', '60064912345678901234', '7.10', 'TACO50'];
	for (const type of ['TEXT', 'VARCHAR(40)', 'STRING', 'UUID', 'ENUM']) {
		const db = new SQL.Database();
		db.run(`CREATE TABLE guests (value ${type} UNIQUE)`);
		for (const value of VALUES) db.run('INSERT INTO guests VALUES (?)', [value]);
		const stored = db.exec('SELECT CAST(value AS TEXT) FROM guests ORDER BY rowid')[0].values.flat();
		db.run("INSERT INTO guests VALUES ('730415') ON CONFLICT DO NOTHING; INSERT INTO guests VALUES ('0730415') ON CONFLICT DO NOTHING");
		const guests = db.exec("SELECT count(*) FROM guests WHERE value IN ('730415', '0730415')")[0].values[0][0];
		console.log(`${type}: ${stored.join(' ')}; of 730415 and 0730415 ${guests} stored`);
	}
});
JS
seen=$(node columns.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
TEXT: 02134 +15125550100 12E3 60064912345678901234 7.10 TACO50; of 730415 and 0730415 2 stored
VARCHAR(40): 02134 +15125550100 12E3 60064912345678901234 7.10 TACO50; of 730415 and 0730415 2 stored
STRING: 2134 15125550100 12000 6.0064912345678897e+19 7.1 TACO50; of 730415 and 0730415 1 stored
UUID: 2134 15125550100 12000 6.0064912345678897e+19 7.1 TACO50; of 730415 and 0730415 1 stored
ENUM: 2134 15125550100 12000 6.0064912345678897e+19 7.1 TACO50; of 730415 and 0730415 1 stored
EXPECTED
