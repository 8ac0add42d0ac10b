#!/usr/bin/env bash
# A Canvas adds to a number that an attribute or event property holds as text. Guess: what people read as a number, Liquid does too, or there is a
# visible error.
# Ruby's Liquid 5.4.0 takes only digits.digits for a decimal. Of any other text it silently counts the whole number in front. So "1,234.50" is 1,
# "$5.00" and ".5" are 0, "1e3" is 1, and "5 points" are 5.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

seen=$(run_ruby - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
['1234.50', '1,234.50', '1,234', '12,5', '$5.00', '.5', '1e3', '5 points'].each do |text|
  puts "#{text.inspect} | plus: 0 -> #{Liquid::Template.parse('{{ value | plus: 0 }}').render('value' => text)}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
"1234.50" | plus: 0 -> 1234.5
"1,234.50" | plus: 0 -> 1
"1,234" | plus: 0 -> 1
"12,5" | plus: 0 -> 12
"$5.00" | plus: 0 -> 0
".5" | plus: 0 -> 0
"1e3" | plus: 0 -> 1
"5 points" | plus: 0 -> 5
EXPECTED
