#!/usr/bin/env bash
# A correction of points is shown with number_to_delimited. Guess: -123 stays -123.
# ActiveSupport 6.1.7.10 cuts the text in threes from the end, the sign included: -,123. With a
# delimiter_pattern it is right.
set -euo pipefail
ruby -r active_support/all -e '' 2>/dev/null || { apt-get update -qq; apt-get install -y -qq ruby-activesupport >/dev/null; }

seen=$(TZ=UTC ruby - <<'RUBY'
require 'active_support/all'
puts ActiveSupport.version
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
