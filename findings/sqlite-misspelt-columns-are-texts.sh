#!/usr/bin/env bash
# Guests who have not opted out are picked in SQLite, with the column in double quotes, as in generated queries, and a
# typo in its name: WHERE "opted_uot" <> 1. Guess: an error, as in PostgreSQL and MariaDB for a column that is not there.
# SQLite 3.40.1, as Debian and its Ruby package have it, takes a name in double quotes that no column has for
# a text: the text is not 1, so everybody is picked, including guests who have opted out; with = 0 it is
# nobody. A DELETE takes all of them. Without quotes, or in brackets, it is an error.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-activerecord"

seen=$(run_rails <<'RUBY'
db = ActiveRecord::Base.connection
puts "SQLite #{db.select_value('SELECT sqlite_version()')}"
['"opted_out" <> 1', '"opted_uot" <> 1', '"opted_uot" = 0', 'opted_uot <> 1', '[opted_uot] <> 1'].each do |condition|
  names = db.select_values("SELECT name FROM guests WHERE #{condition}").join(' ')
  puts "#{condition}: #{names.empty? ? 'nobody' : names}"
rescue ActiveRecord::StatementInvalid
  puts "#{condition}: an error"
end
puts "deleted: #{db.delete('DELETE FROM guests WHERE "opted_uot" <> 1')} of 4"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
SQLite 3.40.1
"opted_out" <> 1: Ana Di
"opted_uot" <> 1: Ana Bo Cy Di
"opted_uot" = 0: nobody
opted_uot <> 1: an error
[opted_uot] <> 1: an error
deleted: 4 of 4
EXPECTED
