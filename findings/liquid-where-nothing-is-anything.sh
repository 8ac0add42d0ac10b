#!/usr/bin/env bash
# A message lists the rewards of the guest's own tier: rewards | where: "tier", tier. Some guests have no tier. Guess: they see no rewards, or those
# without a tier.
# Ruby's Liquid 5.4.0 treats a missing value as if you had passed none, and keeps every reward that has any tier. These guests see the rewards of all
# tiers, but not those meant for everybody. An empty text is compared, and so is false.
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
