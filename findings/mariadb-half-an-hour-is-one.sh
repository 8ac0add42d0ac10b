#!/usr/bin/env bash
# A reminder goes out half an hour before a reservation, or points are kept for a year and a half. In MariaDB: booked - INTERVAL 0.5 HOUR, joined +
# INTERVAL 1.5 YEAR. Guess: it does what it says, as in PostgreSQL; or there is an error, because whole numbers are expected.
# MariaDB 10.11.19 rounds the number first: half an hour is one, a year and a half is two, 2.5 days are three. Written as text, INTERVAL '2.5' DAY,
# the number loses its decimals: 2.5 days are two, and half an hour is none. A column of hours with decimals is rounded, too.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-mariadb"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > postgres.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';

const { rows } = await new PGlite().query("SELECT to_char(TIMESTAMP '2026-12-24 19:00' - INTERVAL '0.5 hour', 'YYYY-MM-DD HH24:MI') AS half, to_char(TIMESTAMP '2026-12-24 19:00' + INTERVAL '1.5 years', 'YYYY-MM-DD HH24:MI') AS years");
console.log(`PostgreSQL: half an hour before ${rows[0].half}, a year and a half after ${rows[0].years}`);
JS
cat > mariadb.sql <<'SQL'
SET @booked = TIMESTAMP '2026-12-24 19:00';
SELECT '- INTERVAL 0.5 HOUR:', @booked - INTERVAL 0.5 HOUR;
SELECT "- INTERVAL '0.5' HOUR:", @booked - INTERVAL '0.5' HOUR;
SELECT '- INTERVAL 30 MINUTE:', @booked - INTERVAL 30 MINUTE;
SELECT '+ INTERVAL 1.5 YEAR:', @booked + INTERVAL 1.5 YEAR;
SELECT '+ INTERVAL 2.5 DAY:', @booked + INTERVAL 2.5 DAY;
SELECT "+ INTERVAL '2.5' DAY:", @booked + INTERVAL '2.5' DAY;
SELECT '+ INTERVAL of a column with 1.5 HOUR:', @booked + INTERVAL hours HOUR FROM (SELECT CAST(1.5 AS DECIMAL(4, 2)) AS hours) AS settings;
SQL
seen=$(run_mariadb --skip-column-names <mariadb.sql | tr '\t' ' '; node postgres.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
- INTERVAL 0.5 HOUR: 2026-12-24 18:00:00
- INTERVAL '0.5' HOUR: 2026-12-24 19:00:00
- INTERVAL 30 MINUTE: 2026-12-24 18:30:00
+ INTERVAL 1.5 YEAR: 2028-12-24 19:00:00
+ INTERVAL 2.5 DAY: 2026-12-27 19:00:00
+ INTERVAL '2.5' DAY: 2026-12-26 19:00:00
+ INTERVAL of a column with 1.5 HOUR: 2026-12-24 21:00:00
PostgreSQL: half an hour before 2026-12-24 18:30, a year and a half after 2028-06-24 19:00
EXPECTED
