#!/usr/bin/env bash
# Ruby's format prints receipts and unit prices with half a cent to two decimals. Guess: it rounds what the
# float really holds, as C and JavaScript's toFixed do: 2.675 is a little less, so 2.67.
# Ruby 3.1.2 takes a float this close to a half for the half itself and rounds it to the even cent: 2.675
# becomes 2.68, and 8.345, which is a little more, becomes 8.34. Of the 10,000 amounts up to 100 with half a
# cent, 4,799 come out differently from what the float holds, and round(2) has a third opinion.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby"

seen=$(run_ruby - <<'RUBY'
puts RUBY_VERSION
[2.675, 8.345, 1.005].each { |amount| puts "#{format('%.20f', amount)} #{format('%.2f', amount)} #{amount.round(2)}" }
others = (5...100_000).step(10).count do |mills|
  amount = mills / 1000.0
  held = amount.to_r - Rational(mills, 1000)
  nearest = mills / 10 + (held.positive? ? 1 : 0)
  held.nonzero? && format('%.2f', amount).delete('.').to_i != nearest
end
puts others
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
3.1.2
2.67499999999999982236 2.68 2.68
8.34500000000000063949 8.34 8.35
1.00499999999999989342 1.00 1.01
4799
EXPECTED
