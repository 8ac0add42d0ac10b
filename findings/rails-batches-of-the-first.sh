#!/usr/bin/env bash
# The two guests with the most points get a reward: Guest.order(points: :desc).limit(2), one by one with
# find_each, or all at once with in_batches.update_all. Guess: these two, as with each.
# ActiveRecord 6.1.7.10 goes by ID whenever it works in batches: it takes the two who signed up first. The limit stays,
# the order is dropped; a line in the log says so, if there is a log. update_all without batches takes the right two.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-activerecord"

seen=$(run_rails <<'RUBY'
best = Guest.order(points: :desc).limit(2)
puts "each: #{best.each.map(&:name).join(' ')}"
puts "find_each: #{best.find_each.map(&:name).join(' ')}"
rewarded = lambda do |&update|
  Guest.transaction do
    update.call
    puts Guest.where(banned: nil).pluck(:name).join(' ')
    raise ActiveRecord::Rollback
  end
end
print 'in_batches.update_all: '
rewarded.call { best.in_batches.update_all(banned: nil) }
print 'update_all: '
rewarded.call { best.update_all(banned: nil) }
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
each: Bo Di
find_each: Ana Bo
in_batches.update_all: Ana Bo
update_all: Bo Di
EXPECTED
