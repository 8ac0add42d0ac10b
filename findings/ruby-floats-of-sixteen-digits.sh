#!/usr/bin/env bash
# Ruby prints IDs that went through a float. Guess: the exponent begins at 1.0e+16, so a whole float of sixteen digits is printed in full.
# Ruby 3.1.2 prints 1.0e+15 and 2.251799813685246e+15, but prints 4503599627370495.5, which has one digit more, in full.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby"

seen=$(run_ruby - <<'RUBY'
puts RUBY_VERSION
puts [123456789012345.0, 1e15, 2251799813685246.0, 4503599627370495.5].map(&:to_s)
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
3.1.2
123456789012345.0
1.0e+15
2.251799813685246e+15
4503599627370495.5
EXPECTED
