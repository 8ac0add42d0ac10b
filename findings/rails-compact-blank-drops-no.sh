#!/usr/bin/env bash
# What is empty is taken off a guest before it is sent to Braze, so that no value there is overwritten by nothing: compact_blank. Guess: nil, empty
# texts and empty lists go; false and 0 are values and stay.
# ActiveSupport 6.1.7.10 takes false for blank, and 0 not: who has withdrawn a consent is sent without it, and gets messages as before. So does
# `opted_in.presence || true`, which is true for whoever said no. compact takes nil off alone.
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
