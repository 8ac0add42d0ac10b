#!/usr/bin/env bash
# A message adds up the points of several rewards with `sum`, which newer versions of Liquid have. Guess: a version without it prints an error, or
# nothing.
# Ruby's Liquid 5.4.0 silently passes on what it was given, even in the error mode `strict`: it prints a list with nothing between the entries, so 1
# and 2 points are 12. A misspelled filter does the same. Only the option `strict_filters` prints nothing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

seen=$(run_ruby - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
values = { 'points' => [1, 2], 'balance' => '185.0' }
['points | sum', 'balance | number_with_delimiter', 'balance | rond'].each do |filters|
  modes = %i[lax warn strict].to_h do |mode|
    template = Liquid::Template.parse("{{ #{filters} }}", error_mode: mode)
    [mode, "#{template.render(values)}#{' with an error' if template.errors.any?}"]
  end
  puts "#{filters} -> #{modes.map { |mode, said| "#{mode} #{said}" }.join(', ')}"
end
puts "strict_filters: #{Liquid::Template.parse('{{ points | sum }}').render(values, strict_filters: true)}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
points | sum -> lax 12, warn 12, strict 12
balance | number_with_delimiter -> lax 185.0, warn 185.0, strict 185.0
balance | rond -> lax 185.0, warn 185.0, strict 185.0
strict_filters: 
EXPECTED
