#!/usr/bin/env bash
# A Rails application sends nobody more than three messages a day: it counts with Rails.cache.increment("sent:#{id}", 1, expires_in: 1.day), and sends
# while (count || 0) <= 3, or count.to_i. Guess: who is not there yet counts from 0, so the first is 1, as with Redis's INCR.
# ActiveSupport 6.1.7.10 does not in its stores in memory and in files: they return nil for a guest who is not there, and write nothing, so every time
# is the first time: the cap holds nobody back, without an error, and a guest gets each message. fetch with 0
# first makes a beginning.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-activesupport=2:6.1.7.10+dfsg-1~deb12u4 ruby-tzinfo=2.0.5-1 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5

seen=$(run_ruby -W0 - <<'RUBY'
require 'active_support'
require 'active_support/all'
require 'active_support/cache'
require 'tmpdir'

puts "ActiveSupport #{ActiveSupport::VERSION::STRING}"
Dir.mktmpdir do |folder|
  [ActiveSupport::Cache::MemoryStore.new, ActiveSupport::Cache::FileStore.new(folder)].each do |cache|
    name = cache.class.name.demodulize
    sent = Array.new(5) { cache.increment('sent:730415', 1, expires_in: 1.day) }
    puts "#{name}: #{sent.inspect}, sent #{sent.count { |count| count.to_i <= 3 }} of 5; there: #{cache.exist?('sent:730415')}"
    cache.fetch('sent:730416', expires_in: 1.day) { 0 }
    sent = Array.new(5) { cache.increment('sent:730416', 1, expires_in: 1.day) }
    puts "#{name} with a beginning: #{sent.inspect}, sent #{sent.count { |count| count.to_i <= 3 }} of 5"
  end
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
ActiveSupport 6.1.7.10
MemoryStore: [nil, nil, nil, nil, nil], sent 5 of 5; there: false
MemoryStore with a beginning: [1, 2, 3, 4, 5], sent 3 of 5
FileStore: [nil, nil, nil, nil, nil], sent 5 of 5; there: false
FileStore with a beginning: [1, 2, 3, 4, 5], sent 3 of 5
EXPECTED
