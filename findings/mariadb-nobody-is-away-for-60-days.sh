#!/usr/bin/env bash
# You look for guests who have been away for 60 days, counted in hours: TIMEDIFF(NOW(), last_visit) > '1440:00:00', or TIME_TO_SEC of it. Guess: you
# get the time between the two, however long it is, or an error.
# MariaDB 10.11.19 stops at 838:59:59, which is 35 days. Every longer absence counts as that, so nobody is away for 60 days, and the longest absence
# of any guest is 35 days. Only a warning tells you, and programs do not read it. TIMESTAMPDIFF(HOUR, last_visit, NOW()) works.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-mariadb"

seen=$(run_mariadb --skip-column-names <<'SQL' | tr '\t' ' '
CREATE DATABASE loyalty;
USE loyalty;
CREATE TABLE guests (name TEXT, last_visit DATETIME);
INSERT INTO guests VALUES ('Ana', '2026-11-10 12:00'), ('Bo', '2026-09-01 12:00'), ('Cy', '2025-03-14 12:00');
SELECT name, TIMEDIFF('2026-11-30 12:00', last_visit), TIMESTAMPDIFF(HOUR, last_visit, '2026-11-30 12:00') FROM guests;
SELECT 'TIMEDIFF, away for 60 days:', COUNT(*) FROM guests WHERE TIMEDIFF('2026-11-30 12:00', last_visit) > '1440:00:00';
SELECT 'TIME_TO_SEC, away for 60 days:', COUNT(*) FROM guests WHERE TIME_TO_SEC(TIMEDIFF('2026-11-30 12:00', last_visit)) > 60 * 86400;
SELECT 'TIMESTAMPDIFF, away for 60 days:', COUNT(*) FROM guests WHERE TIMESTAMPDIFF(HOUR, last_visit, '2026-11-30 12:00') > 1440;
SQL
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Ana 480:00:00 480
Bo 838:59:59 2160
Cy 838:59:59 15024
TIMEDIFF, away for 60 days: 0
TIME_TO_SEC, away for 60 days: 0
TIMESTAMPDIFF, away for 60 days: 2
EXPECTED
