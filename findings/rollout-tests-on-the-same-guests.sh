#!/usr/bin/env bash
# The Ruby package rollout sends two offers to a tenth of the guests each: activate_percentage(:free_dessert,
# 10), and the same for :double_points. Guess: two samples, with a tenth of each in both, as with flipper.
# rollout 2.5.0 goes by the guest's ID alone: both are the same guests, and so is every later tenth, while nine tenths never get anything.
# The offers cannot be told apart, and the other guests are no fair comparison. Its option randomize_percentage also uses the feature's name.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-rollout=2.5.0-1 ruby-redis=4.8.0-1 ruby-flipper=0.25.4-2 ruby-concurrent=1.1.6+dfsg-5

seen=$(run_ruby -W0 - <<'RUBY'
require 'rubygems'
require 'flipper'
require 'redis'
require 'rollout'
puts "rollout #{Rollout::VERSION}"

# What both gems need from a store.
class Store < Hash
  alias get []
  alias set store
end
Guest = Struct.new(:id) do
  def flipper_id = id.to_s
end
GUESTS = (730_000...740_000).map { |id| Guest.new(id) }
OFFERS = %i[free_dessert double_points].freeze

def show(label)
  one, other = OFFERS.map { |offer| GUESTS.select { |guest| yield offer, guest } }
  puts "#{label}: #{one.size} and #{other.size} of #{GUESTS.size}, #{(one & other).size} in both"
end

{ 'rollout' => {}, 'rollout, randomize_percentage' => { randomize_percentage: true } }.each do |label, options|
  rollout = Rollout.new(Store.new, **options)
  OFFERS.each { |offer| rollout.activate_percentage(offer, 10) }
  show(label) { |offer, guest| rollout.active?(offer, guest) }
end
flipper = Flipper.new(Flipper::Adapters::Memory.new)
OFFERS.each { |offer| flipper.enable_percentage_of_actors(offer, 10) }
show('flipper') { |offer, guest| flipper.enabled?(offer, guest) }
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
rollout 2.5.0
rollout: 1002 and 1002 of 10000, 1002 in both
rollout, randomize_percentage: 997 and 1004 of 10000, 93 in both
flipper: 1019 and 957 of 10000, 102 in both
EXPECTED
