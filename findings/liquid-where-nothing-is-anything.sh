#!/usr/bin/env bash
# A message lists the rewards of the guest's own tier: rewards | where: "tier", tier. And some guests have no tier. Guess: they see no reward,
# or those without a tier.
# Ruby's Liquid 5.4.0 takes a missing value for one that was not asked for, and then keeps whatever has any tier: they see the rewards of
# all tiers, and not those that are for everybody. An empty text is compared, and so is false.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

seen=$(run_ruby - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
rewards = [
  { 'name' => 'Soda', 'tier' => 'Silver' },
  { 'name' => 'Taco', 'tier' => 'Gold' },
  { 'name' => 'Sticker' },
  { 'name' => 'Napkin', 'tier' => '' }
]
text = '{{ rewards | where: "tier", tier | map: "name" | join: ", " }}'
[{ 'tier' => 'Gold' }, { 'tier' => 'Bronze' }, { 'tier' => '' }, { 'tier' => false }, { 'tier' => nil }, {}].each do |guest|
  puts "#{guest}: #{Liquid::Template.parse(text).render(guest.merge('rewards' => rewards))}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
{"tier"=>"Gold"}: Taco
{"tier"=>"Bronze"}: 
{"tier"=>""}: Napkin
{"tier"=>false}: 
{"tier"=>nil}: Soda, Taco, Napkin
{}: Soda, Taco, Napkin
EXPECTED
