#!/usr/bin/env bash
# Braze's pages have {% if {{x}} == 1 %}. Guess: blanks inside the braces make no difference, as in an output.
# Ruby's Liquid 5.4.0 reads over braces that touch the name; with blanks the name becomes an operator, and the
# text of an error is sent to the guest.
set -euo pipefail
ruby -r liquid -e '' 2>/dev/null || { apt-get update -qq; apt-get install -y -qq ruby-liquid >/dev/null; }

seen=$(TZ=UTC ruby - <<'RUBY'
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
