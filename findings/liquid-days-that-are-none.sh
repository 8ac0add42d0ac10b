#!/usr/bin/env bash
# Guests type a birthday into a form, and some type a day that does not exist. Guess: `date` leaves what is not a date as it is.
# Ruby's Liquid 5.4.0 runs on into the next month for days up to 31, so February 30 is March 2; only a 32nd stays as written. A template cannot tell
# from the result that the day never existed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

seen=$(run_ruby - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
['1990-02-29', '1990-02-30', '1990-02-31', '1990-04-31', '1990-04-32', '1990-13-01'].each do |text|
  puts "#{text} -> #{Liquid::Template.parse('{{ value | date: "%-d %B" }}').render('value' => text)}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
1990-02-29 -> 1 March
1990-02-30 -> 2 March
1990-02-31 -> 3 March
1990-04-31 -> 1 May
1990-04-32 -> 1990-04-32
1990-13-01 -> 1990-13-01
EXPECTED
