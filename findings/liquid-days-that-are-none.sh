#!/usr/bin/env bash
# A form lets guests type a birthday, and some type a day that is none. Guess: `date` leaves what is no date as it is.
# Ruby's Liquid 5.4.0 goes on into the next month for days up to 31, so the 30th of February is the 2nd of March;
# only a 32nd is left as written. A template cannot tell by the result that the day never was.
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
