#!/usr/bin/env bash
# A Rails application's message or receipt counts what a guest gets, and has the names of the menu in the plural:
# `singularize` for one, `pluralize` for more. Guess: words that every restaurant has are right, or stay as they are.
# ActiveSupport 6.1.7.10 turns every "ies" into y and takes off every final s: one cooky, one browny, one smoothy, one
# py, one bonu. In the plural, a bonus stays bonus, and there are potatos, heros and loafs. tomato has a rule of its own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-activesupport=2:6.1.7.10+dfsg-1~deb12u4 ruby-tzinfo=2.0.5-1 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5

seen=$(run_ruby - <<'RUBY'
require 'active_support/all'
puts ActiveSupport::VERSION::STRING
puts "one: #{%w[fries tacos cookies brownies smoothies pies calories bonus bonuses leaves halves].map(&:singularize).join(' ')}"
puts "two: #{%w[taco tomato cookie bonus potato hero loaf half].map(&:pluralize).join(' ')}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
one: fry taco cooky browny smoothy py calory bonu bonuse leafe half
two: tacos tomatoes cookies bonus potatos heros loafs halves
EXPECTED
