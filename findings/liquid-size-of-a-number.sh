#!/usr/bin/env bash
# A template uses `size` to check whether an attribute is empty, and the attribute is a number. Guess: a number has no size (0 or nothing), or its
# number of digits.
# Ruby's Liquid 5.4.0 says 8 for every whole number and 0 for a decimal. It asks any value that has an answer, and a Ruby integer returns the number
# of bytes it takes. So `points.size > 0` is true for guests with 0 points.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

seen=$(run_ruby - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
[0, 7, 1_200, 12.5, '7'].each do |value|
  filter = Liquid::Template.parse('{{ value | size }}').render('value' => value)
  field = Liquid::Template.parse('{% if value.size > 0 %}not empty{% else %}empty{% endif %}').render('value' => value)
  puts "#{value.inspect} -> #{filter}, #{field}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
0 -> 8, not empty
7 -> 8, not empty
1200 -> 8, not empty
12.5 -> 0, empty
"7" -> 1, not empty
EXPECTED
