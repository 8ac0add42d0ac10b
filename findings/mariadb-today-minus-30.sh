#!/usr/bin/env bash
# You look for guests who visited in the last 30 days in MariaDB: last_visit >= CURDATE() - 30, as you write it for PostgreSQL. Guess: you get 30 days
# before today; or an error, because a number of days is not an interval.
# MariaDB 10.11.19 takes today for the number 20261215 and subtracts 30: 20261185, which is not a day. No guest counts as before that, and all count
# as after: someone who has been away for eleven months is a recent guest. Until the 30th of a month, nobody is lapsed; on the 30th and 31st it is right, so
# a test on such a day passes. CURDATE() - last_visit is the difference of two such numbers. Only a warning tells you, and programs do not read it.
# INTERVAL 30 DAY works.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-mariadb"

on() {
	run_mariadb --skip-column-names guests <<SQL
SET timestamp = UNIX_TIMESTAMP('$1 10:00:00');
SELECT '$1', 'CURDATE() - 30:', CURDATE() - 30, 'recent:', (SELECT GROUP_CONCAT(name, ' ', DATEDIFF(CURDATE(), last_visit)) FROM guests WHERE last_visit >= CURDATE() - 30),
  'lapsed:', (SELECT GROUP_CONCAT(name) FROM guests WHERE last_visit < CURDATE() - 30),
  'by INTERVAL:', (SELECT GROUP_CONCAT(name) FROM guests WHERE last_visit >= CURDATE() - INTERVAL 30 DAY);
SQL
}
run_mariadb <<'SQL'
CREATE DATABASE guests; USE guests;
CREATE TABLE guests (name VARCHAR(20), last_visit DATE);
INSERT INTO guests VALUES ('Mara', '2026-11-29'), ('Bo', '2026-10-20'), ('Ana', '2025-12-31');
SQL
seen=$(for day in 2026-11-30 2026-12-01 2026-12-15 2026-12-31; do on "$day"; done | tr '\t' ' ')
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
2026-11-30 CURDATE() - 30: 20261100 recent: Mara 1 lapsed: Bo,Ana by INTERVAL: Mara
2026-12-01 CURDATE() - 30: 20261171 recent: Mara 2,Bo 42,Ana 335 lapsed: NULL by INTERVAL: Mara
2026-12-15 CURDATE() - 30: 20261185 recent: Mara 16,Bo 56,Ana 349 lapsed: NULL by INTERVAL: Mara
2026-12-31 CURDATE() - 30: 20261201 recent: NULL lapsed: Mara,Bo,Ana by INTERVAL: NULL
EXPECTED
