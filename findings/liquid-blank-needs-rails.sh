#!/usr/bin/env bash
# A template tests `== blank`, as Shopify's pages on Liquid do. Guess: the word is part of Liquid, so a template that you try with the gem alone
# behaves as it does where you use it.
# Ruby's Liquid 5.4.0 asks the value itself, and only Rails (ActiveSupport 6.1.7) teaches values to answer. Without Rails the condition is false for
# "", "  ", an empty list and nil alike, with no error, and `!= blank` is true for them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3 ruby-activesupport=2:6.1.7.10+dfsg-1~deb12u4 ruby-tzinfo=2.0.5-1 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5

seen=$(run_ruby - <<'RUBY'
require 'liquid'
template = Liquid::Template.parse('{% if value == blank %}blank{% else %}something{% endif %}')
look = -> { ['', '  ', [], nil, 'Mara'].map { |value| template.render('value' => value) }.join(', ') }
puts "Liquid #{Liquid::VERSION}: #{look.call}"
require 'active_support'
require 'active_support/core_ext/object/blank'
puts "with Rails: #{look.call}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Liquid 5.4.0: something, something, something, something, something
with Rails: blank, blank, blank, blank, something
EXPECTED
