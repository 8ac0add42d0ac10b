#!/usr/bin/env bash
# The guests of a tier, with a typo in its name: Guest.where(tier: 'platinium'), where tier is a Rails enum.
# Guess: an error, as when you set it; or nobody.
# ActiveRecord 6.1.7.10 passes an unknown name to the database as it is. SQLite finds nobody, but MariaDB 10.11.19 compares
# numbers with it, as 0: all guests of the first tier are found. where.not with it leaves these out and takes all others.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-activerecord"
. "$here/debian-mariadb"

sql=$(run_rails <<'RUBY'
class Guest
  enum tier: { bronze: 0, silver: 1, gold: 2, platinum: 3 }
end
begin
  Guest.new(tier: 'platinium')
rescue ArgumentError => error
  puts "written: #{error.message}"
end
puts "SQLite: #{Guest.where(tier: 'platinium').count}"
[Guest.where(tier: 'platinium'), Guest.where.not(tier: 'platinium'), Guest.where(tier: 'platinum')].each do |list|
  puts list.select(:name).to_sql.tr('"', '')
end
RUBY
)
run_mariadb <<'SQL'
CREATE DATABASE guests; USE guests;
CREATE TABLE guests (name VARCHAR(20), tier INT);
INSERT INTO guests VALUES ('Ana', 0), ('Bo', 1), ('Cy', 3), ('Di', 0);
SQL
seen=$(grep -v SELECT <<<"$sql"; grep SELECT <<<"$sql" | while read -r query; do echo "$query: $(run_mariadb --skip-column-names guests -e "$query" | tr '\n' ' ')"; done)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
written: 'platinium' is not a valid tier
SQLite: 0
SELECT guests.name FROM guests WHERE guests.tier = 'platinium': Ana Di 
SELECT guests.name FROM guests WHERE guests.tier != 'platinium': Bo Cy 
SELECT guests.name FROM guests WHERE guests.tier = 3: Cy 
EXPECTED
