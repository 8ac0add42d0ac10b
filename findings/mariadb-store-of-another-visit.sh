#!/usr/bin/env bash
# You want each guest's last visit, and where it was: SELECT guest, MAX(visited), store ... GROUP BY guest, in MariaDB. Guess: you get an error, as in
# PostgreSQL, and in MySQL since 2015; or the store of the last visit.
# MariaDB 10.11.19, as Debian ships it, takes the store of any visit, here the first, and puts it beside the day of the last. Sorting the list before
# grouping it, as many people do, changes nothing: the inner order is dropped. So guests get the offer of a store that they have left.
# ONLY_FULL_GROUP_BY, which is off, makes it an error.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-mariadb"

seen=$(run_mariadb --skip-column-names --force 2>&1 <<'SQL' | tr '\t' ' '
CREATE DATABASE guests; USE guests;
CREATE TABLE visits (guest VARCHAR(20), visited DATE, store VARCHAR(20), points INT);
INSERT INTO visits VALUES ('Mara', '2026-01-05', 'Reno', 10), ('Mara', '2026-06-05', 'Salem', 20), ('Mara', '2026-11-05', 'Austin', 130);
SELECT 'last visit:', guest, MAX(visited), store, points FROM visits GROUP BY guest;
SELECT 'sorted before:', newest.* FROM (SELECT * FROM visits ORDER BY visited DESC) AS newest GROUP BY guest;
SET sql_mode = 'ONLY_FULL_GROUP_BY';
SELECT guest, MAX(visited), store FROM visits GROUP BY guest;
SQL
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
last visit: Mara 2026-11-05 Reno 10
sorted before: Mara 2026-01-05 Reno 10
--------------
SELECT guest, MAX(visited), store FROM visits GROUP BY guest
--------------

ERROR 1055 (42000) at line 7: 'guests.visits.store' isn't in GROUP BY
EXPECTED
