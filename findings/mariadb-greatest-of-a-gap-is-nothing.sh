#!/usr/bin/env bash
# A guest's last sign of life is the later one of a visit and an order by app: GREATEST(last_visit, last_order). Many guests have only one of them.
# Guess: you get the one that is there, as in PostgreSQL, and as with MAX over rows.
# MariaDB 10.11.19 returns NULL as soon as one is missing; PostgreSQL 18.7 returns the other one. In MariaDB, guests who never ordered by app have no
# sign of life at all, and no comparison holds for them: win-back never reaches them. After a move from PostgreSQL, the same query reaches other
# guests.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-mariadb"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > guests.sql <<'SQL'
CREATE TABLE guests (name VARCHAR(10), last_visit DATE, last_order DATE);
INSERT INTO guests VALUES ('Ana', '2026-11-10', '2026-11-20'), ('Bo', '2026-11-10', NULL), ('Cy', NULL, '2026-05-01');
SQL
cat > question.sql <<'SQL'
SELECT name, COALESCE(CONCAT(GREATEST(last_visit, last_order)), 'nothing') AS last FROM guests ORDER BY name;
SQL
cat > postgres.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import { readFileSync } from 'node:fs';

const db = new PGlite();
await db.exec(readFileSync('guests.sql', 'utf8'));
for (const { name, last } of (await db.query(readFileSync('question.sql', 'utf8'))).rows) console.log(`PostgreSQL: ${name} ${last}`);
JS
seen=$({ echo 'CREATE DATABASE loyalty; USE loyalty;'; cat guests.sql question.sql; } | run_mariadb --skip-column-names | tr '\t' ' ' | sed 's/^/MariaDB: /'; node postgres.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
MariaDB: Ana 2026-11-20
MariaDB: Bo nothing
MariaDB: Cy nothing
PostgreSQL: Ana 2026-11-20
PostgreSQL: Bo 2026-11-10
PostgreSQL: Cy 2026-05-01
EXPECTED
