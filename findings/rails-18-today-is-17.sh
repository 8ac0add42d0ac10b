#!/usr/bin/env bash
# A guest gets something on the 18th birthday, or has to be 21: the age is ((today - birthday) / 1.year).floor,
# with days or with times. Guess: 18 on the day, since 1.year knows the calendar, as birthday + 18.years does.
# ActiveSupport 6.1.7.10 divides by 365.2425 days: most guests are still 17 on the day and 18 on the next. A
# reward for guests who turn 18 today reaches few, and a guest who turns 21 today is told to come back. birthday + 18.years <= today is right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-activesupport=2:6.1.7.10+dfsg-1~deb12u4 ruby-tzinfo=2.0.5-1 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5

seen=$(run_ruby - <<'RUBY'
require 'active_support/all'
puts ActiveSupport::VERSION::STRING
age = ->(birthday, today) { ((today - birthday).days / 1.year).floor }
{ 2008 => 18, 2005 => 21 }.each do |year, years|
  birthdays = (Date.new(year, 1, 1)..Date.new(year, 12, 31)).to_a
  late, right = [0, 1].map { |days| birthdays.count { |day| age.(day, day + years.years + days) >= years } }
  puts "born in #{year}: #{late} of #{birthdays.size} are #{years} on the day, #{right} on the next"
end
birthday = Date.new(2008, 11, 30)
puts "birthday + 18.years <= today: #{birthday + 18.years <= Date.new(2026, 11, 30)}, 1.year == 365.days: #{1.year == 365.days}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
born in 2008: 59 of 366 are 18 on the day, 366 on the next
born in 2005: 0 of 365 are 21 on the day, 365 on the next
birthday + 18.years <= today: true, 1.year == 365.days: false
EXPECTED
