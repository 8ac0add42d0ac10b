#!/usr/bin/env bash
# Guests' birthdays come as 3/4/1990 from American forms. Guess: Liquid's date filter reads the month before the day, or refuses what it cannot tell.
# Ruby 3.1.2 with Liquid 5.4.0 reads the day first when the year is last, so 3/4 becomes April 3. From the 13th on it returns the text unformatted, so
# the fault shows on some days only. Milliseconds since 1970 are read as seconds: the year 58170.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

seen=$(run_ruby - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
['3/4/1990', '3/14/1990', '14/3/1990', '1990/3/4', '1773505325000'].each do |text|
  puts "#{text} -> #{Liquid::Template.parse('{{ text | date: "%F" }}').render('text' => text)}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
3/4/1990 -> 1990-04-03
3/14/1990 -> 3/14/1990
14/3/1990 -> 1990-03-14
1990/3/4 -> 1990-03-04
1773505325000 -> 58170-02-23
EXPECTED
