#!/usr/bin/env bash
# number_to_delimited shows a correction of points. Guess: -123 stays -123.
# ActiveSupport 6.1.7.10 cuts the text into threes from the end, minus sign included: -,123. With a delimiter_pattern it is right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-activesupport=2:6.1.7.10+dfsg-1~deb12u4 ruby-tzinfo=2.0.5-1 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5

seen=$(run_ruby - <<'RUBY'
require 'active_support/all'
puts ActiveSupport::VERSION::STRING
helper = ActiveSupport::NumberHelper
puts [-123, -1234, -123456].map { |number| helper.number_to_delimited(number) }.join(' ')
puts helper.number_to_delimited(-123, delimiter_pattern: /(\d)(?=(\d\d\d)+(?!\d))/)
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
-,123 -1,234 -,123,456
-123
EXPECTED
