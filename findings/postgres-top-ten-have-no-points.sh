#!/usr/bin/env bash
# The guests with the most points get something: ORDER BY points DESC LIMIT 10 in PostgreSQL, or Sort and Limit in
# n8n's Postgres node. Some guests have no points. Guess: they come last, as in MariaDB, SQLite and a spreadsheet.
# PostgreSQL 18.7 treats NULL as more than any number: guests without points come first, and the prize goes to
# people who have never been there. If there are as many of them as places, nobody else gets one. ASC puts
# them last. n8n's node has no option for it; NULLS LAST in a query of your own puts them last.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-mariadb"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17 sql.js@1.17.0

cat > guests.sql <<'SQL'
CREATE TABLE guests (name VARCHAR(20), points INT);
INSERT INTO guests VALUES ('Mara', 120), ('Bo', NULL), ('Ana', 300), ('Zoe', NULL), ('Kai', 5);
SQL
cat > top.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import initSqlite from 'sql.js';

const guests = readFileSync('guests.sql', 'utf8');
const postgres = new PGlite();
await postgres.exec(guests);
const sqlite = new (await initSqlite()).Database();
sqlite.run(guests);
const TOP = 'SELECT name FROM guests ORDER BY points DESC';
const inPostgres = async (sql) => (await postgres.query(sql)).rows.map(({ name }) => name);
console.log(`PostgreSQL, the first two: ${await inPostgres(`${TOP} LIMIT 2`)}`);
console.log(`PostgreSQL, NULLS LAST: ${await inPostgres(`${TOP} NULLS LAST LIMIT 2`)}`);
console.log(`SQLite: ${sqlite.exec(`${TOP} LIMIT 2`)[0].values.flat()}`);
JS
in_mariadb() {
	(echo 'CREATE DATABASE guests; USE guests;'; cat guests.sql; echo 'SELECT name FROM guests ORDER BY points DESC LIMIT 2;') | run_mariadb --skip-column-names | paste -sd,
}
seen=$(node top.mjs; echo "MariaDB: $(in_mariadb)")
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
PostgreSQL, the first two: Bo,Zoe
PostgreSQL, NULLS LAST: Ana,Mara
SQLite: Ana,Mara
MariaDB: Ana,Mara
EXPECTED
