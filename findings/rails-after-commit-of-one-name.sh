#!/usr/bin/env bash
# A guest is sent to Braze when it is created and when it changes: after_create_commit :sync_to_braze and
# after_update_commit :sync_to_braze. Guess: the method is called for both, as with after_create and after_update.
# ActiveRecord 6.1.7.10 keeps one after-commit callback per name: the second line replaces the first, and new guests never reach
# Braze until they change. With the lines the other way round, changes never do. after_save_commit, or two methods, are right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-activerecord"

seen=$(run_rails <<'RUBY'
class Synced < ActiveRecord::Base
  self.table_name = 'guests'
  def sync = puts("  synced #{name}, #{points} points")
end
class UpdateLast < Synced
  after_create_commit :sync
  after_update_commit :sync
end
class CreateLast < Synced
  after_update_commit :sync
  after_create_commit :sync
end
class SaveCommit < Synced
  after_save_commit :sync
end
class WithoutCommit < Synced
  after_create :sync
  after_update :sync
end
[UpdateLast, CreateLast, SaveCommit, WithoutCommit].each do |guests|
  puts guests
  guests.create!(name: 'Eve', points: 0).update!(points: 50)
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
UpdateLast
  synced Eve, 50 points
CreateLast
  synced Eve, 0 points
SaveCommit
  synced Eve, 0 points
  synced Eve, 50 points
WithoutCommit
  synced Eve, 0 points
  synced Eve, 50 points
EXPECTED
