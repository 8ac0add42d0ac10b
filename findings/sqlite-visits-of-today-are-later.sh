#!/usr/bin/env bash
# Visits are stored in SQLite as JSON has them, 2026-03-14T10:00:00Z, and compared with datetime('now') or
# CURRENT_TIMESTAMP: past visits, visits of the last 24 hours, expired rewards. Guess: SQLite compares times.
# SQLite 3.40.1 has no type for times and compares letters. Its own functions write a space where JSON has a T, and T is larger.
# So every visit is later than any time of the same day: at 22:00, the one at 10:00 has not happened yet. Whole days are right,
# so a test with older visits passes. datetime(visited) makes both alike, and reads offsets. A month after January 31 is March 3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-activerecord"

seen=$(run_rails <<'RUBY'
db = ActiveRecord::Base.connection
puts "SQLite #{db.select_value('SELECT sqlite_version()')}"
now = "datetime('2026-03-14 22:00')"
%w[2026-03-13T10:00:00Z 2026-03-14T10:00:00Z].each do |visited|
  before, read = db.select_rows("SELECT '#{visited}' <= #{now}, datetime('#{visited}') <= #{now}").first
  puts "#{visited} was before #{now}: #{before}, with datetime(): #{read}"
end
puts "a month after January 31: #{db.select_value("SELECT date('2026-01-31', '+1 month')")}, before March 31: #{db.select_value("SELECT date('2026-03-31', '-1 month')")}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
SQLite 3.40.1
2026-03-13T10:00:00Z was before datetime('2026-03-14 22:00'): 1, with datetime(): 1
2026-03-14T10:00:00Z was before datetime('2026-03-14 22:00'): 0, with datetime(): 1
a month after January 31: 2026-03-03, before March 31: 2026-03-03
EXPECTED
