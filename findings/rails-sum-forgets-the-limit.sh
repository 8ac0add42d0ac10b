#!/usr/bin/env bash
# The points of the ten best guests: Guest.order(points: :desc).limit(10).sum(:points). Guess: the sum of
# these ten, as `count` counts ten, and as `pluck(:points).sum` says.
# ActiveRecord 6.1.7.10 puts the limit after the sum, where it limits the one row of the result: silently, the sum is that of all guests.
# `average`, `minimum` and `maximum` do the same; only `count` counts within the limit. A budget or a threshold based on it is wrong.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-activerecord"

seen=$(run_rails <<'RUBY'
best = Guest.order(points: :desc).limit(2)
puts "points: #{best.pluck(:points).join(' and ')}"
puts "count: #{best.count}"
puts "sum: #{best.sum(:points)}, of what was read: #{best.pluck(:points).sum}"
puts "average: #{best.average(:points).to_f}"
puts "minimum: #{best.minimum(:points)}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
points: 50 and 40
count: 2
sum: 125, of what was read: 90
average: 31.25
minimum: 5
EXPECTED
