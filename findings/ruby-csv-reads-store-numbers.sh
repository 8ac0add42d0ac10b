#!/usr/bin/env bash
# A Rails application reads a CSV of check-ins with CSV.parse(text, converters: :numeric). Guess: 0202, a
# store's number, becomes 202 or stays text.
# csv 3.2.2 of Ruby 3.1.2 reads digits after a zero as octal: store 0202 is 130, and 0010 is 8. With an 8 or a 9 in
# it, the number is not octal, so it becomes a float: 0089 is 89.0. 1_000 is 1000, 0x1F is 31. Long IDs stay exact.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby"

seen=$(run_ruby -rcsv - <<'RUBY'
puts "csv #{CSV::VERSION}, Ruby #{RUBY_VERSION}"
%w[0202 0010 0089 202 1_000 0x1F 12.50 5566450000000000123].each do |cell|
  puts "#{cell}: #{CSV.parse_line(cell, converters: :numeric).first.inspect}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
csv 3.2.2, Ruby 3.1.2
0202: 130
0010: 8
0089: 89.0
202: 202
1_000: 1000
0x1F: 31
12.50: 12.5
5566450000000000123: 5566450000000000123
EXPECTED
