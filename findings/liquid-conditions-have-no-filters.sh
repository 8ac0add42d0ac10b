#!/usr/bin/env bash
# A condition has a filter, so that capitals make no difference, {% if tier | downcase == "gold" %}, or for the length of a name; a loop has one, to list
# gold rewards only, {% for reward in rewards | where: "tier", "gold" %}. Guess: it works, as in an output; or it is an error.
# Ruby's Liquid 5.4.0 drops the filter and all that follows, without an error. What is left is {% if tier %}, which is everybody with any tier, and
# {% for reward in rewards %}, which is all rewards. The condition on points, points | minus: spent > 100, is everybody who has any number of points.
# Use assign first. liquidjs 10.30.1 refuses downcase there, but lists all rewards as well.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

cat > templates.json <<'JSON'
[
	"{% if tier | downcase == 'gold' %}gold{% else %}not gold{% endif %}",
	"{% if name | size > 20 %}long{% else %}short{% endif %}",
	"{% if points | minus: spent > 100 %}more than 100{% else %}100 or less{% endif %}",
	"{% for reward in rewards | where: 'tier', 'gold' %}{{ reward.name }} {% endfor %}"
]
JSON
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts liquidjs@10.30.1
cat > liquid.cjs <<'JS'
const { Liquid } = require('liquidjs');

const guest = { rewards: [{ name: 'Soda', tier: 'silver' }, { name: 'Taco', tier: 'gold' }] };
for (const template of require('./templates.json')) {
	let said;
	try {
		said = new Liquid().parseAndRenderSync(template, guest);
	} catch ({ message }) {
		said = message;
	}
	console.log(`liquidjs: ${said.trim()}`);
}
JS
seen=$(
	run_ruby -rjson - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
guest = { 'tier' => 'Silver', 'name' => 'Bo', 'points' => 120, 'spent' => 100, 'rewards' => [{ 'name' => 'Soda', 'tier' => 'silver' }, { 'name' => 'Taco', 'tier' => 'gold' }] }
JSON.parse(File.read('templates.json')).each { |template| puts "#{template} -> #{Liquid::Template.parse(template).render(guest).strip}" }
RUBY
	node liquid.cjs
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
{% if tier | downcase == 'gold' %}gold{% else %}not gold{% endif %} -> gold
{% if name | size > 20 %}long{% else %}short{% endif %} -> long
{% if points | minus: spent > 100 %}more than 100{% else %}100 or less{% endif %} -> more than 100
{% for reward in rewards | where: 'tier', 'gold' %}{{ reward.name }} {% endfor %} -> Soda Taco
liquidjs: expected ":" after filter name, line:1, col:23
liquidjs: expected ":" after filter name, line:1, col:19
liquidjs: unexpected character "> 100", line:1, col:29
liquidjs: Soda Taco
EXPECTED
