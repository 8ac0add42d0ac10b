#!/usr/bin/env bash
# A manager types when an offer ends or when to ask a guest again, and a Rails application reads it with Chronic: in 3 weeks, 3 weeks, half an hour
# ago. Guess: it is read as meant, or as nil, as for words that Chronic cannot read.
# Chronic 0.10.5 skips what does not fit and reads the rest, some of it as a time of day: "3 weeks" is yesterday at three in the afternoon,
# "half an hour ago" is 30 hours ago, "1 day" is one o'clock today, and "1990" is half past eight in the evening. "Next month" is the middle of it.
# "in 3 weeks" and "3 weeks from now" are right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-chronic=0.10.5-2 ruby-numerizer=0.2.0-2

seen=$(run_ruby - <<'RUBY'
require 'chronic'
puts Chronic::VERSION
now = Time.utc(2026, 11, 30, 12)
['in 3 weeks', '3 weeks from now', '3 weeks', '2 months', '1 day', '90 days', 'half an hour ago', 'an hour ago', 'next month', '1990', 'Store 5', 'day after tomorrow', 'end of month', 'until friday'].each do |words|
  puts "#{words}: #{Chronic.parse(words, now: now)&.strftime('%F %R') || 'nil'}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
0.10.5
in 3 weeks: 2026-12-21 12:00
3 weeks from now: 2026-12-21 12:00
3 weeks: 2026-11-29 15:00
2 months: 2026-11-01 14:00
1 day: 2026-11-30 13:00
90 days: nil
half an hour ago: 2026-11-29 06:00
an hour ago: 2026-11-30 11:00
next month: 2026-12-16 12:00
1990: 2026-11-30 20:30
Store 5: 2026-11-30 17:00
day after tomorrow: nil
end of month: 2026-12-01 00:00
until friday: 2026-12-04 12:00
EXPECTED
