#!/usr/bin/env bash
# A visit adds points, and the same UPDATE sets the tier of guests who had 100 before it. Another swaps two columns of addresses that were mixed up.
# Guess: the right side of each = sees the row as it was, as in the SQL standard and in PostgreSQL.
# MariaDB 10.11.19 sets one column after the other, and reads what it has just set. A guest who had 90 is gold at once, but not with the columns in
# the other order. After the swap both columns hold the same address, and the other one is gone. With the mode SIMULTANEOUS_ASSIGNMENT, the guess is
# right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-mariadb"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > update.sql <<'SQL'
CREATE TABLE guests (name VARCHAR(20), points INT, tier VARCHAR(20), email VARCHAR(40), contact VARCHAR(40));
INSERT INTO guests VALUES ('points first', 90, 'silver', 'mara@example.com', 'office@example.com'), ('tier first', 90, 'silver', 'mara@example.com', 'office@example.com');
UPDATE guests SET points = points + 20, tier = CASE WHEN points >= 100 THEN 'gold' ELSE 'silver' END WHERE name = 'points first';
UPDATE guests SET tier = CASE WHEN points >= 100 THEN 'gold' ELSE 'silver' END, points = points + 20 WHERE name = 'tier first';
UPDATE guests SET email = contact, contact = email;
SELECT CONCAT_WS(' ', name, points, tier, email, contact) AS guest FROM guests ORDER BY name;
SQL
cat > postgres.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

const results = await new PGlite().exec(readFileSync('update.sql', 'utf8'));
for (const { guest } of results.at(-1).rows) console.log(guest);
JS
in_mariadb() {
	(echo "CREATE DATABASE $1; USE $1; SET sql_mode = '$2';"; cat update.sql) | run_mariadb --skip-column-names
}
seen=$(echo MariaDB; in_mariadb guests ''; echo 'MariaDB, SIMULTANEOUS_ASSIGNMENT'; in_mariadb standard SIMULTANEOUS_ASSIGNMENT; echo PostgreSQL; node postgres.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
MariaDB
points first 110 gold office@example.com office@example.com
tier first 110 silver office@example.com office@example.com
MariaDB, SIMULTANEOUS_ASSIGNMENT
points first 110 silver office@example.com mara@example.com
tier first 110 silver office@example.com mara@example.com
PostgreSQL
points first 110 silver office@example.com mara@example.com
tier first 110 silver office@example.com mara@example.com
EXPECTED
