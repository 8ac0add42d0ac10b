#!/usr/bin/env bash
# One statement adds a day's visits to the points of their guests: UPDATE guests SET points = points + visits.points FROM visits WHERE
# visits.guest = guests.id. Some guests came twice or more. Guess: each visit is added, as in a loop; or there is an error, as with MERGE.
# PostgreSQL 18.7 (pglite 0.5.17), SQLite 3.54.1 (sql.js 1.17.0) and MariaDB 10.11.19 update each guest once, with any one of the visits: of 5, 7 and
# 9 points, a guest gets 5, or 9 in SQLite. Nothing says so, and guests with one visit are right. A sum for each guest in a subquery is right for all.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-mariadb"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sql.js@1.17.0 @electric-sql/pglite@0.5.17
TABLES="CREATE TABLE guests (id INT, points INT); CREATE TABLE visits (guest INT, points INT);
INSERT INTO guests VALUES (730415, 100), (730416, 100); INSERT INTO visits VALUES (730415, 5), (730415, 7), (730415, 9), (730416, 4);"
SUMS='(SELECT guest, SUM(points) AS points FROM visits GROUP BY guest)'
export TABLES SUMS
cat > visits.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import initSqlJs from 'sql.js';

const { SUMS, TABLES } = process.env;
const update = (table) => `UPDATE guests SET points = guests.points + v.points FROM ${table} v WHERE v.guest = guests.id`;
const ASK = 'SELECT id, points FROM guests ORDER BY id';
const { Database } = await initSqlJs();
for (const table of ['visits', SUMS]) {
	const db = new PGlite();
	await db.exec(`${TABLES} ${update(table)}`);
	console.log(`PostgreSQL, ${table}: ${(await db.query(ASK)).rows.map(({ id, points }) => `${id} ${points}`).join(', ')}`);
	const sqlite = new Database();
	sqlite.run(`${TABLES} ${update(table)}`);
	console.log(`SQLite, ${table}: ${sqlite.exec(ASK)[0].values.map((row) => row.join(' ')).join(', ')}`);
}
JS
seen=$(
	node visits.mjs
	for table in visits "$SUMS"; do
		run_mariadb --skip-column-names <<SQL | sed "s/^/MariaDB, $table: /"
CREATE OR REPLACE DATABASE guests; USE guests;
$TABLES
UPDATE guests JOIN $table v ON v.guest = guests.id SET guests.points = guests.points + v.points;
SELECT GROUP_CONCAT(id, ' ', points ORDER BY id SEPARATOR ', ') FROM guests;
SQL
	done
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
PostgreSQL, visits: 730415 105, 730416 104
SQLite, visits: 730415 109, 730416 104
PostgreSQL, (SELECT guest, SUM(points) AS points FROM visits GROUP BY guest): 730415 121, 730416 104
SQLite, (SELECT guest, SUM(points) AS points FROM visits GROUP BY guest): 730415 121, 730416 104
MariaDB, visits: 730415 105, 730416 104
MariaDB, (SELECT guest, SUM(points) AS points FROM visits GROUP BY guest): 730415 121, 730416 104
EXPECTED
