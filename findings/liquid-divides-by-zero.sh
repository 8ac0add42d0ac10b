#!/usr/bin/env bash
# A Canvas divides points by visits, and a guest has no visits. Guess: Liquid writes an error that is easy to see, whichever numbers you divide.
# Ruby's Liquid 5.4.0 does so for whole numbers only. With a float on either side it writes Infinity, which is not JSON, and the next filter goes on
# with that: at_most: 100 turns it into a good-looking 100.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

seen=$(run_ruby - <<'RUBY'
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
