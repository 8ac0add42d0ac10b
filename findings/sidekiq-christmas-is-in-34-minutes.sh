#!/usr/bin/env bash
# A Rails application sends a message at a time that it has as text, from JSON, a form or a webhook: RemindJob.perform_at('2026-12-24T09:00:00Z', id),
# or after a time from settings, perform_in('1 day', id). Guess: the text is read as a time, as Rails does everywhere; or there is an error, as for a
# Date.
# Sidekiq 6.4.1 takes the number at the start of the text for seconds from now: 2026-12-24 is in 2026 seconds, which is 34 minutes (the script has
# 2090, which will not be past), 12/24/2026 is in 12 seconds, and "1 day" in one. An empty text and nil are now. So a message for Christmas goes out
# today, to everybody. Pass Time.iso8601(text).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-sidekiq=6.4.1+dfsg-1 ruby-connection-pool=2.2.5-1 ruby-redis=4.8.0-1 ruby-rack=2.2.22-0+deb12u2

seen=$(run_ruby -rrubygems - <<'RUBY'
require 'date'
require 'sidekiq/testing'
puts "Sidekiq #{Sidekiq::VERSION}"
Sidekiq::Testing.fake!
class RemindJob
  include Sidekiq::Worker
  def perform(guest) end
end
at = Time.utc(2090, 12, 24, 9)
{ perform_at: [at, at.strftime('%FT%TZ'), '12/24/2090', '', nil, Date.new(2090, 12, 24)], perform_in: [86_400, '86400', '1 day'] }.each do |method, times|
  times.each do |time|
    RemindJob.clear
    RemindJob.public_send(method, time, 730_415)
    due = RemindJob.jobs.last['at']
    wait = due && (due == at.to_f ? 'then' : "in #{(due - Time.now.to_f).round} seconds")
    puts "#{method} #{time.inspect}: #{wait || 'now'}"
  rescue NoMethodError
    puts "#{method} a Date: an error"
  end
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Sidekiq 6.4.1
perform_at 2090-12-24 09:00:00 UTC: then
perform_at "2090-12-24T09:00:00Z": in 2090 seconds
perform_at "12/24/2090": in 12 seconds
perform_at "": now
perform_at nil: now
perform_at a Date: an error
perform_in 86400: in 86400 seconds
perform_in "86400": in 86400 seconds
perform_in "1 day": in 1 seconds
EXPECTED
