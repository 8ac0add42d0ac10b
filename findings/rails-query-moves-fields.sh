#!/usr/bin/env bash
# A Rails application sends a list of guests to another as a form, made with to_query and read by Rack. Not
# all guests have all fields. Guess: what one writes, the other reads back.
# ActiveSupport 6.1.7.10 writes no numbers into guests[], and Rack 2.2.22 starts a new guest at a field that
# the previous one already has. So a guest's first fields go to the previous guest if that one lacks them:
# Bo's name goes to Ana's number, two guests become one. An empty list is gone.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-activesupport=2:6.1.7.10+dfsg-1~deb12u4 ruby-tzinfo=2.0.5-1 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5 ruby-rack=2.2.22-0+deb12u2

seen=$(run_ruby - <<'RUBY'
require 'active_support/all'
require 'rack'
require 'json'
puts "ActiveSupport #{ActiveSupport::VERSION::STRING}, Rack #{Rack.release}"
[
  { guests: [{ name: 'Ana', phone: '+15125550101' }, { name: 'Bo', phone: '+15125550102' }] },
  { guests: [{ phone: '+15125550101' }, { name: 'Bo', phone: '+15125550102' }] },
  { guests: [{ name: 'Ana' }, { email: 'bo@example.com' }] },
  { guests: [{ email: 'ana@example.com', points: 5 }, { name: 'Bo', email: 'bo@example.com', points: 7 }] },
  { segment: 7, guests: [] },
].each do |sent|
  puts "sent: #{sent.to_json}", "read: #{Rack::Utils.parse_nested_query(sent.to_query).to_json}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
ActiveSupport 6.1.7.10, Rack 2.2.22
sent: {"guests":[{"name":"Ana","phone":"+15125550101"},{"name":"Bo","phone":"+15125550102"}]}
read: {"guests":[{"name":"Ana","phone":"+15125550101"},{"name":"Bo","phone":"+15125550102"}]}
sent: {"guests":[{"phone":"+15125550101"},{"name":"Bo","phone":"+15125550102"}]}
read: {"guests":[{"phone":"+15125550101","name":"Bo"},{"phone":"+15125550102"}]}
sent: {"guests":[{"name":"Ana"},{"email":"bo@example.com"}]}
read: {"guests":[{"name":"Ana","email":"bo@example.com"}]}
sent: {"guests":[{"email":"ana@example.com","points":5},{"name":"Bo","email":"bo@example.com","points":7}]}
read: {"guests":[{"email":"ana@example.com","points":"5","name":"Bo"},{"email":"bo@example.com","points":"7"}]}
sent: {"segment":7,"guests":[]}
read: {"segment":"7"}
EXPECTED
