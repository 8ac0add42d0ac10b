#!/usr/bin/env bash
# You look for visits since a moment in MariaDB, whose times are in UTC: visited >= '2026-03-14T18:00:00-04:00', as an API or JavaScript writes it.
# Guess: it finds visits from 22:00 UTC on, as in PostgreSQL; or there is an error, as when you INSERT that text.
# MariaDB 10.11.19 drops the offset and searches from 18:00 on. It finds four hours of visits once more, and a sync that goes on where the last run
# ended sends them twice. It drops a Z as well, which is right in UTC only. Only a warning tells you.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-mariadb"

cat > visits.sql <<'SQL'
CREATE DATABASE loyalty;
USE loyalty;
CREATE TABLE visits (name TEXT, visited DATETIME);
INSERT INTO visits VALUES ('Ana', '2026-03-14 17:00:00'), ('Bo', '2026-03-14 19:00:00'), ('Cy', '2026-03-14 23:00:00');
SELECT 'since 22:00 UTC:', GROUP_CONCAT(name) FROM visits WHERE visited >= '2026-03-14 22:00:00';
SELECT 'since 18:00-04:00:', GROUP_CONCAT(name) FROM visits WHERE visited >= '2026-03-14T18:00:00-04:00';
SELECT 'CAST:', CAST('2026-03-14T18:00:00-04:00' AS DATETIME);
INSERT INTO visits VALUES ('Di', '2026-03-14T18:00:00-04:00');
SQL
seen=$(run_mariadb --skip-column-names --force <visits.sql 2>&1 | grep -v -e '^--------------' -e '^INSERT' -e '^$' | tr '\t' ' ')
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
since 22:00 UTC: Cy
since 18:00-04:00: Bo,Cy
CAST: 2026-03-14 18:00:00
ERROR 1292 (22007) at line 8: Incorrect datetime value: '2026-03-14T18:00:00-04:00' for column `loyalty`.`visits`.`visited` at row 1
EXPECTED
