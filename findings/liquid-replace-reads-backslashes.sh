#!/usr/bin/env bash
# To escape a quote by hand, templates use replace: "'", "\'". Guess: Liquid inserts exactly that text.
# Ruby's Liquid 5.4.0 passes it to gsub, which gives backslashes a meaning: \' is the rest of the text after the quote, and \0 is what was found.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

seen=$(run_ruby - <<'RUBY'
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
