#!/usr/bin/env bash
# Whether a guest has opted in reaches a Rails boolean attribute as text: from a CSV, from Excel, or from a
# Python script that writes False. Guess: what clearly means no is false, and what is unknown is nil.
# ActiveModel 6.1.7.10 has a list of texts that are false, in lowercase and in capitals, and takes all others
# for true: FALSE, false, off and f opt out; False, Off, no, N and n/a opt in.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-activemodel=2:6.1.7.10+dfsg-1~deb12u4 ruby-activesupport=2:6.1.7.10+dfsg-1~deb12u4 ruby-tzinfo=2.0.5-1 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5

seen=$(run_ruby - <<'RUBY'
require 'active_model'
puts ActiveModel::VERSION::STRING
texts = ['FALSE', 'false', 'False', 'OFF', 'off', 'Off', 'F', 'f', '0', '0.0', 'no', 'No', 'N', 'n/a', 'null', ' false', '']
texts.group_by { |text| ActiveModel::Type::Boolean.new.cast(text) }.each { |value, those| puts "#{value.inspect}: #{those.map(&:inspect).join(' ')}" }
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
false: "FALSE" "false" "OFF" "off" "F" "f" "0"
true: "False" "Off" "0.0" "no" "No" "N" "n/a" "null" " false"
nil: ""
EXPECTED
