#!/usr/bin/env bash
# A Canvas divides points by visits, and a guest has none. Guess: Liquid writes an error that is easy to see,
# whichever numbers are divided.
# Ruby's Liquid 5.4.0 does so for whole numbers only. With a float on either side it writes Infinity, which
# is no JSON, and a filter behind it goes on with that: at_most: 100 makes it a good-looking 100.
set -euo pipefail
ruby -r liquid -e '' 2>/dev/null || { apt-get update -qq; apt-get install -y -qq ruby-liquid >/dev/null; }

seen=$(TZ=UTC ruby - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
['5 | divided_by: 0', '12.5 | divided_by: 0', '5 | divided_by: 0.0', '12.5 | divided_by: 0 | at_most: 100'].each do |filters|
  puts "#{filters} -> #{Liquid::Template.parse("{{ #{filters} }}").render}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
5 | divided_by: 0 -> Liquid error: divided by 0
12.5 | divided_by: 0 -> Infinity
5 | divided_by: 0.0 -> Infinity
12.5 | divided_by: 0 | at_most: 100 -> 100
EXPECTED
