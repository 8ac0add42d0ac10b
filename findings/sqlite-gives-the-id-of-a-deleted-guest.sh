#!/usr/bin/env bash
# Guests are kept in SQLite with id INTEGER PRIMARY KEY, which counts by itself, and one of them is deleted on request. Visits, rewards and Braze know
# guests by that ID. Guess: a used number is never given again, as in PostgreSQL and MariaDB.
# SQLite 3.54.1 (sql.js 1.17.0) adds one to the highest ID that exists. If the newest guest is deleted, the next who signs up gets the same ID: the
# other guest's visits and points in other tables, and, as external_id, the other guest's profile in Braze. AUTOINCREMENT never gives an ID twice, nor
# do PostgreSQL 18.7 (pglite 0.5.17) and MariaDB 10.11.19.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-mariadb"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sql.js@1.17.0 @electric-sql/pglite@0.5.17
cat > ids.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import initSqlJs from 'sql.js';

const STEPS = ["INSERT INTO guests (name) VALUES ('Mara'), ('Bo'), ('Ana')", "DELETE FROM guests WHERE name = 'Ana'", "INSERT INTO guests (name) VALUES ('Cy')"];
const ASK = "SELECT id FROM guests WHERE name = 'Cy'";
const { Database } = await initSqlJs();
for (const column of ['INTEGER PRIMARY KEY', 'INTEGER PRIMARY KEY AUTOINCREMENT']) {
	const db = new Database();
	db.run(`CREATE TABLE guests (id ${column}, name TEXT)`);
	for (const step of STEPS) db.run(step);
	console.log(`SQLite, ${column}: Ana was 3, Cy is ${db.exec(ASK)[0].values[0][0]}`);
}
const db = new PGlite();
await db.exec(`CREATE TABLE guests (id serial PRIMARY KEY, name text); ${STEPS.join(';')}`);
console.log(`PostgreSQL, serial: Ana was 3, Cy is ${(await db.query(ASK)).rows[0].id}`);
JS
seen=$(
	node ids.mjs
	run_mariadb --skip-column-names <<'SQL'
CREATE DATABASE guests; USE guests;
CREATE TABLE guests (id INT PRIMARY KEY AUTO_INCREMENT, name TEXT);
INSERT INTO guests (name) VALUES ('Mara'), ('Bo'), ('Ana');
DELETE FROM guests WHERE name = 'Ana';
INSERT INTO guests (name) VALUES ('Cy');
SELECT CONCAT('MariaDB, AUTO_INCREMENT: Ana was 3, Cy is ', id) FROM guests WHERE name = 'Cy';
SQL
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
SQLite, INTEGER PRIMARY KEY: Ana was 3, Cy is 3
SQLite, INTEGER PRIMARY KEY AUTOINCREMENT: Ana was 3, Cy is 4
PostgreSQL, serial: Ana was 3, Cy is 4
MariaDB, AUTO_INCREMENT: Ana was 3, Cy is 4
EXPECTED
