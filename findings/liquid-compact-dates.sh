#!/usr/bin/env bash
# A visit is stored as 20261129, a birthday as 1990, a time in milliseconds. Guess: `date` reads what looks like a date, and leaves anything else as
# it is.
# Ruby's Liquid 5.4.0 takes any text that is all digits for seconds since 1970, so these become days in 1970 or a year of five digits. There is no
# error, and nothing stays as written.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

seen=$(run_ruby - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
['2026-11-29', '20261129', '20261129T120000', '1990', '0930', '1795910400', '1795910400000'].each do |text|
  puts "#{text} -> #{Liquid::Template.parse('{{ value | date: "%Y-%m-%d" }}').render('value' => text)}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
2026-11-29 -> 2026-11-29
20261129 -> 1970-08-23
20261129T120000 -> 2026-11-29
1990 -> 1970-01-01
0930 -> 1970-01-01
1795910400 -> 2026-11-29
1795910400000 -> 58880-02-19
EXPECTED
