#!/usr/bin/env bash
# A query in MariaDB picks the guests who may get emails, with a value from a form, a URL or JSON: email_opt_in = 'true', where the column is a
# BOOLEAN. Guess: it finds those who have opted in, as in PostgreSQL; or there is an error, as the column is a number.
# MariaDB 10.11.19 turns the text into a number, and 'true' becomes 0: emails go to exactly those who have opted out. 'yes' and 'false' find them too,
# and a list of such words that includes '1' finds both groups. '1' alone is right. Writing 'true' is an error; comparing with it is not.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-mariadb"

run_mariadb <<'SQL'
CREATE DATABASE guests; USE guests;
CREATE TABLE guests (name VARCHAR(20), email_opt_in BOOLEAN);
INSERT INTO guests VALUES ('Mara', TRUE), ('Bo', FALSE), ('Ana', TRUE), ('Cy', FALSE), ('Di', NULL);
SQL
seen=$(for condition in "= TRUE" "= '1'" "= 'true'" "= 'yes'" "= 'false'" "IN ('true', 'yes', '1')" "<> 'true'"; do
	echo "email_opt_in $condition: $(run_mariadb --skip-column-names guests -e "SELECT GROUP_CONCAT(name SEPARATOR ' ') FROM guests WHERE email_opt_in $condition")"
done
run_mariadb guests -e "INSERT INTO guests VALUES ('Ed', 'true')" 2>&1 | grep -o 'Incorrect integer value.*' || true)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
email_opt_in = TRUE: Mara Ana
email_opt_in = '1': Mara Ana
email_opt_in = 'true': Bo Cy
email_opt_in = 'yes': Bo Cy
email_opt_in = 'false': Bo Cy
email_opt_in IN ('true', 'yes', '1'): Mara Bo Ana Cy
email_opt_in <> 'true': Mara Ana
Incorrect integer value: 'true' for column `guests`.`guests`.`email_opt_in` at row 1
EXPECTED
