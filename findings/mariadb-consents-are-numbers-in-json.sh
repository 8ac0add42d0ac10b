#!/usr/bin/env bash
# You turn guests into JSON for Braze in MariaDB: JSON_OBJECT('id', id, 'email_opt_in', email_opt_in), where the column is a BOOLEAN. Guess: you get
# true and false, as the column says, and as in PostgreSQL.
# MariaDB 10.11.19 stores a BOOLEAN as a number and writes 1 and 0, which Braze takes for a number: a filter on true finds nobody. The result of a
# comparison beside it, points >= 100, is true or false, so one object mixes both types. email_opt_in = TRUE, or a CASE, works.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-mariadb"

seen=$(run_mariadb --skip-column-names <<'SQL' | tr '\t' ' '
CREATE DATABASE loyalty;
USE loyalty;
CREATE TABLE guests (id INT, email_opt_in BOOLEAN, points INT);
INSERT INTO guests VALUES (1, TRUE, 120), (2, FALSE, 50), (3, NULL, 0);
SELECT JSON_OBJECT('id', id, 'email_opt_in', email_opt_in, 'gold', points >= 100) FROM guests;
SELECT 'with CASE:', JSON_OBJECT('email_opt_in', CASE WHEN email_opt_in THEN TRUE ELSE FALSE END) FROM guests WHERE id = 1;
SELECT 'with = TRUE:', JSON_OBJECT('email_opt_in', email_opt_in = TRUE) FROM guests;
SQL
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{"id": 1, "email_opt_in": 1, "gold": true}
{"id": 2, "email_opt_in": 0, "gold": false}
{"id": 3, "email_opt_in": null, "gold": false}
with CASE: {"email_opt_in": true}
with = TRUE: {"email_opt_in": true}
with = TRUE: {"email_opt_in": false}
with = TRUE: {"email_opt_in": null}
EXPECTED
