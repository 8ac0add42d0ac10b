#!/usr/bin/env bash
# compact_blank removes what is empty from a guest before it goes to Braze, so that nothing overwrites a value
# there. Guess: nil, empty texts and empty lists go; false and 0 are values and stay.
# ActiveSupport 6.1.7.10 counts false as blank, but not 0: a guest who has withdrawn consent is sent without it, and gets
# messages as before. `opted_in.presence || true` does the same: it is true for everyone who said no. compact removes only nil.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-activesupport=2:6.1.7.10+dfsg-1~deb12u4 ruby-tzinfo=2.0.5-1 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5

seen=$(run_ruby - <<'RUBY'
require 'active_support/all'
puts ActiveSupport::VERSION::STRING
guest = { name: 'Ana', phone: '', tags: [], points: 0, email_opt_in: false, tier: nil }
puts "compact_blank: #{guest.compact_blank}"
puts "compact: #{guest.compact}"
puts "false.presence || true: #{false.presence || true}"
puts "0.presence || 100: #{0.presence || 100}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
compact_blank: {:name=>"Ana", :points=>0}
compact: {:name=>"Ana", :phone=>"", :tags=>[], :points=>0, :email_opt_in=>false}
false.presence || true: true
0.presence || 100: 0
EXPECTED
