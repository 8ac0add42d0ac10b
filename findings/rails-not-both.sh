#!/usr/bin/env bash
# Guests whom a campaign may reach: Guest.where.not(opted_out: true, banned: true). Guess: those who are
# neither, as up to Rails 6.0, and as with where(opted_out: false, banned: false).
# ActiveRecord 6.1.7.10 leaves out only those who are both: a guest who has opted out and is not banned is in
# the list. No warning says so any more; 6.0 had one. Two calls, one for each condition, leave out both.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-activerecord"

seen=$(run_rails <<'RUBY'
Guest.find_each { |guest| puts "#{guest.name}: opted out #{guest.opted_out}, banned #{guest.banned}" }
puts "in one call: #{Guest.where.not(opted_out: true, banned: true).pluck(:name).join(' ')}"
puts "in two: #{Guest.where.not(opted_out: true).where.not(banned: true).pluck(:name).join(' ')}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
Ana: opted out false, banned false
Bo: opted out true, banned false
Cy: opted out true, banned true
Di: opted out false, banned true
in one call: Ana Bo Di
in two: Ana
EXPECTED
