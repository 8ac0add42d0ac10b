#!/usr/bin/env bash
# A Rails application has its jobs in schedule.rb, which the package whenever turns into cron lines: every 1.week, at: 'monday 9am', every 1.day, at:
# '5:30', every 45.minutes, every 1.year, at: 'march 1st 9am'. Guess: they run when the words say, or there is an error, as for every 18.months.
# whenever 1.0.0 runs a week's job on the 1st, 8th, 15th and 22nd, whatever the weekday, and then not for nine or ten days; a year's job on December
# 1, not March 1; 45 minutes are once an hour, and 36 hours every night. 5:30 is half past five in the afternoon, but 6:30 is in the morning; the 31st
# at 9:00 is the 1st at midnight. every :monday, at: '9am' is right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-whenever=1.0.0-1 ruby-chronic=0.10.5-2 ruby-numerizer=0.2.0-2 ruby-activesupport=2:6.1.7.10+dfsg-1~deb12u4 ruby-tzinfo=2.0.5-1 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5

seen=$(run_ruby - <<'RUBY'
require 'active_support/all'
require 'chronic'
require 'whenever'
require 'whenever/version'
puts "whenever #{Whenever::VERSION}"
[
  "1.week, at: 'monday 9am'",
  ":monday, at: '9am'",
  '2.weeks',
  "1.day, at: '5:30'",
  "1.day, at: '6:30'",
  '45.minutes',
  '36.hours',
  "1.month, at: '31st at 9:00'",
  "1.year, at: 'march 1st 9am'",
].each do |words|
  line = Whenever.cron(string: "set :job_template, nil\nevery #{words} do command 'send' end").strip
  puts "every #{words}: #{line.delete_suffix(' send')}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
whenever 1.0.0
every 1.week, at: 'monday 9am': 0 9 1,8,15,22 * *
every :monday, at: '9am': 0 9 * * 1
every 2.weeks: 0 0 1,15 * *
every 1.day, at: '5:30': 30 17 * * *
every 1.day, at: '6:30': 30 6 * * *
every 45.minutes: 45 * * * *
every 36.hours: 0 0 * * *
every 1.month, at: '31st at 9:00': 0 0 1 * *
every 1.year, at: 'march 1st 9am': 0 9 1 12 *
EXPECTED
