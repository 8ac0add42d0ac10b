#!/usr/bin/env bash
# Ruby jobs (rufus-scheduler, sidekiq-cron) say in words when they run, and Fugit reads the words: every 90 minutes, every 36 hours, every day at 5pm
# and 6:30pm. Guess: they run as often as the words say, or Fugit returns nil, as for words that it cannot read.
# Fugit 1.5.2 makes a cron line of them. Every 90 minutes is every full hour, every 36 hours is every day, and every 45 minutes is 45 minutes and then
# 15. Every 10 days starts over each month. Of 5pm and 6:30pm, it keeps the first. A daily job at 2:30 in New York does not run on the day when the
# clock goes forward.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-fugit=1.5.2-1 ruby-raabro=1.4.0-1 ruby-et-orbi=1.2.2-1 ruby-tzinfo=2.0.5-1 ruby-concurrent=1.1.6+dfsg-5

seen=$(run_ruby - <<'RUBY'
require 'fugit'
puts Fugit::VERSION

def runs(words)
  cron = Fugit.parse(words)
  return puts "#{words}: #{cron.inspect}" unless cron.is_a?(Fugit::Cron)
  time = EtOrbi.parse('2026-03-29 00:00 UTC')
  times = Array.new(4) { time = cron.next_time(time) }
  puts "#{words}: #{cron.original}, so #{times.map { |one| one.strftime('%m-%d %H:%M') }.join(', ')}"
end
['every 90 minutes', 'every 45 minutes', 'every 36 hours', 'every 10 days at 9am', 'every day at 5pm and 6:30pm', 'every two weeks'].each { |words| runs(words) }
night = Fugit.parse('30 2 * * * America/New_York').next_time(EtOrbi.parse('2026-03-07 12:00 America/New_York'))
puts "2:30 behind March 7 in New York: #{night}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
1.5.2
every 90 minutes: */90 * * * *, so 03-29 01:00, 03-29 02:00, 03-29 03:00, 03-29 04:00
every 45 minutes: */45 * * * *, so 03-29 00:45, 03-29 01:00, 03-29 01:45, 03-29 02:00
every 36 hours: 0 */36 * * *, so 03-30 00:00, 03-31 00:00, 04-01 00:00, 04-02 00:00
every 10 days at 9am: 0 9 */10 * *, so 03-31 09:00, 04-01 09:00, 04-11 09:00, 04-21 09:00
every day at 5pm and 6:30pm: 0 17 * * *, so 03-29 17:00, 03-30 17:00, 03-31 17:00, 04-01 17:00
every two weeks: nil
2:30 behind March 7 in New York: 2026-03-09 02:30:00 -0400
EXPECTED
