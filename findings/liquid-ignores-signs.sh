#!/usr/bin/env bash
# A condition is written with && or ||, as in most languages, or a value with + or >. Guess: this is a syntax error, so the template cannot be saved.
# Ruby's Liquid 5.4.0 is lax by default: it reads up to the sign and silently drops the rest. With && only the first half counts, so the message goes
# to too many guests. With || too, so it goes to too few. Of a sum, only the first part is left.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

seen=$(run_ruby - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
[
  '{% if tier == "Gold" && points > 500 %}sent{% else %}not sent{% endif %}',
  '{% if tier == "Gold" and points > 500 %}sent{% else %}not sent{% endif %}',
  '{% if tier == "Silver" || points > 100 %}sent{% else %}not sent{% endif %}',
  '{{ points + 5 }}',
  '{{ points > 500 }}',
].each do |template|
  puts "#{template} -> #{Liquid::Template.parse(template).render('tier' => 'Gold', 'points' => 120)}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
{% if tier == "Gold" && points > 500 %}sent{% else %}not sent{% endif %} -> sent
{% if tier == "Gold" and points > 500 %}sent{% else %}not sent{% endif %} -> not sent
{% if tier == "Silver" || points > 100 %}sent{% else %}not sent{% endif %} -> not sent
{{ points + 5 }} -> 120
{{ points > 500 }} -> 120
EXPECTED
