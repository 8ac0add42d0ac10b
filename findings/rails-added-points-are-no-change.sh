#!/usr/bin/env bash
# A visit adds points in Rails, guest.increment!(:points, 10). What has changed goes to Braze by after_commit, or at night for guests whose updated_at
# is of today. Guess: it is a change like any other, as with toggle!, update_attribute and increment with save.
# ActiveRecord 6.1.7.10 writes the points past the model: no callback runs, and updated_at stays. Neither way sends them, so guests who come every day
# have the points of their last other change in each message. toggle!, which the pages have beside it, does both. increment!(:points, 10, touch: true)
# moves updated_at, and still calls nothing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-activerecord"

seen=$(run_rails <<'RUBY'
ActiveRecord::Schema.define do
  create_table :members do |table|
    table.integer :points
    table.boolean :vip
    table.timestamps
  end
end
class Member < ActiveRecord::Base
  after_commit { @told = true }
  def told = @told ? 'after_commit runs' : 'no after_commit'
end
WAYS = {
  'increment!' => ->(member) { member.increment!(:points, 10) },
  'increment!, touch: true' => ->(member) { member.increment!(:points, 10, touch: true) },
  'increment and save' => ->(member) { member.increment(:points, 10).save! },
  'toggle!' => ->(member) { member.toggle!(:vip) },
  'update_attribute' => ->(member) { member.update_attribute(:points, 60) },
}
id = Member.create!(points: 50, vip: false).id
WAYS.each do |way, change|
  long_ago = Time.utc(2020)
  Member.where(id: id).update_all(points: 50, updated_at: long_ago)
  member = Member.find(id)
  change.call(member)
  puts "#{way}: #{member.reload.points} points, #{member.told}, updated_at #{member.updated_at == long_ago ? 'stays' : 'moves'}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
increment!: 60 points, no after_commit, updated_at stays
increment!, touch: true: 60 points, no after_commit, updated_at moves
increment and save: 60 points, after_commit runs, updated_at moves
toggle!: 50 points, after_commit runs, updated_at moves
update_attribute: 60 points, after_commit runs, updated_at moves
EXPECTED
