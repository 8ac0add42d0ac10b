#!/usr/bin/env bash
# To escape a quote by hand, templates have replace: "'", "\'". Guess: Liquid puts in the text that stands
# there.
# Ruby's Liquid 5.4.0 hands it to gsub, which reads signs in it: \' is the rest of the text behind the
# quote, \0 what was found.
set -euo pipefail
ruby -r liquid -e '' 2>/dev/null || { apt-get update -qq; apt-get install -y -qq ruby-liquid >/dev/null; }

seen=$(TZ=UTC ruby - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
puts Liquid::Template.parse(%q({{ "it's here" | replace: "'", "\\'" }})).render
puts Liquid::Template.parse(%q({{ 'a-b' | replace: '-', '[\0]' }})).render
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
its heres here
a[-]b
EXPECTED
