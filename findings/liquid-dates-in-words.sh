#!/usr/bin/env bash
# A message shows a guest's next visit or expiry with `date`, and for some guests the value is a word. Guess: a text that is not a date stays as it
# is.
# Ruby's Liquid 5.4.0 takes a word that begins like a month for the first of that month this year, whatever follows in the word. It takes a number
# beside it for the day. A word that begins like a weekday stays.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

cat > words.rb <<'RUBY'
require 'liquid'
puts Liquid::VERSION
ARGV.each { |word| puts "#{word} -> #{Liquid::Template.parse('{{ word | date: "%B %-d" }}').render('word' => word)}" }
RUBY
seen=$(run_ruby words.rb 'soon' 'not yet' 'Sunday' 'Novice' 'Decaf' 'Junior' 'Marathon Store' 'Maybe 12 visits')
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
soon -> soon
not yet -> not yet
Sunday -> Sunday
Novice -> November 1
Decaf -> December 1
Junior -> June 1
Marathon Store -> March 1
Maybe 12 visits -> May 12
EXPECTED
