#!/usr/bin/env bash
# A campaign picks guests by what a form says: scope :in_tier, ->(tier) { where(tier: tier) if tier.present? }, and a lookup finds one by
# conditions that may be missing. Guess: without a tier nobody, or an error, since nil has no count; and no guest is found by nothing.
# ActiveRecord 6.1.7.10 makes `all` of a scope that returns nil or false: without a tier, the campaign goes to
# every guest. A scope that ends in find_by returns all guests if nobody is found. find_by(nil) and
# find_by({}) find the first guest in the table. A class method with the same line returns nil.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-activerecord"

seen=$(run_rails <<'RUBY'
class Guest
  scope :in_tier, ->(tier) { where(tier: tier) if tier.present? }
  scope :called, ->(name) { find_by(name: name) }
  def self.of_tier(tier) = (where(tier: tier) if tier.present?)
end
Guest.where(name: 'Bo').update_all(tier: 2)
names = ->(guests) { Array(guests).map(&:name).join(' ') }
puts "in_tier(2): #{names.(Guest.in_tier(2))}"
puts "in_tier(''): #{names.(Guest.in_tier(''))}"
puts "of_tier(''): #{Guest.of_tier('').inspect}"
puts "called('Bo'): #{names.([Guest.called('Bo')])}"
puts "called('Eve'): #{names.(Guest.called('Eve'))}"
puts "find_by(nil): #{names.([Guest.find_by(nil)])}, find_by({}): #{names.([Guest.find_by({})])}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
in_tier(2): Bo
in_tier(''): Ana Bo Cy Di
of_tier(''): nil
called('Bo'): Bo
called('Eve'): Ana Bo Cy Di
find_by(nil): Ana, find_by({}): Ana
EXPECTED
