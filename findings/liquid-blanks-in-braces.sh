#!/usr/bin/env bash
# Braze's pages have {% if {{x}} == 1 %}. Guess: spaces inside the braces make no difference, as in an output.
# Ruby's Liquid 5.4.0 skips braces that touch the name. With spaces it takes the name for an operator, and the guest is sent the text of an error.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

seen=$(run_ruby - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
['{% if {{x}} == 1 %}yes{% endif %}', '{% if {{ x }} == 1 %}yes{% endif %}'].each do |template|
  puts Liquid::Template.parse(template).render('x' => 1)
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
yes
Liquid error: Unknown operator x
EXPECTED
