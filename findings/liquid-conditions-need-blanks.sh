#!/usr/bin/env bash
# A condition is written without blanks: {% if points>100 %}, {% if tier=="gold" %}. Guess: blanks make no difference, as in every language, and as in
# liquidjs, where such a template may be tried.
# Ruby's Liquid 5.4.0 needs a blank before the sign. Without one, it takes points>100 for a single name, which nobody has: points>100 is false and
# unless points>100 is true for everybody, tier=="gold" finds no gold guest, and tier!="gold" finds nobody. There is no error. liquidjs 10.30.1 reads
# all of them as meant. "points> 100", with the blank behind the sign, is true for everybody who has points.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

cat > templates.json <<'JSON'
[
	"{% if points > 100 %}yes{% else %}no{% endif %}",
	"{% if points>100 %}yes{% else %}no{% endif %}",
	"{% if points> 100 %}yes{% else %}no{% endif %}",
	"{% unless points>100 %}yes{% else %}no{% endunless %}",
	"{% if tier==\"gold\" %}yes{% else %}no{% endif %}",
	"{% if tier!=\"gold\" %}yes{% else %}no{% endif %}"
]
JSON
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts liquidjs@10.30.1
cat > liquid.cjs <<'JS'
const { Liquid } = require('liquidjs');

for (const template of require('./templates.json')) {
	const say = (guest) => new Liquid().parseAndRenderSync(template, guest);
	console.log(`liquidjs: ${template} gold, 500 points: ${say({ tier: 'gold', points: 500 })}; silver, 50: ${say({ tier: 'silver', points: 50 })}`);
}
JS
seen=$(
	run_ruby -rjson - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
JSON.parse(File.read('templates.json')).each do |template|
  say = ->(guest) { Liquid::Template.parse(template).render(guest) }
  puts "Liquid: #{template} gold, 500 points: #{say.('tier' => 'gold', 'points' => 500)}; silver, 50: #{say.('tier' => 'silver', 'points' => 50)}"
end
RUBY
	node liquid.cjs
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
Liquid: {% if points > 100 %}yes{% else %}no{% endif %} gold, 500 points: yes; silver, 50: no
Liquid: {% if points>100 %}yes{% else %}no{% endif %} gold, 500 points: no; silver, 50: no
Liquid: {% if points> 100 %}yes{% else %}no{% endif %} gold, 500 points: yes; silver, 50: yes
Liquid: {% unless points>100 %}yes{% else %}no{% endunless %} gold, 500 points: yes; silver, 50: yes
Liquid: {% if tier=="gold" %}yes{% else %}no{% endif %} gold, 500 points: no; silver, 50: no
Liquid: {% if tier!="gold" %}yes{% else %}no{% endif %} gold, 500 points: no; silver, 50: no
liquidjs: {% if points > 100 %}yes{% else %}no{% endif %} gold, 500 points: yes; silver, 50: no
liquidjs: {% if points>100 %}yes{% else %}no{% endif %} gold, 500 points: yes; silver, 50: no
liquidjs: {% if points> 100 %}yes{% else %}no{% endif %} gold, 500 points: yes; silver, 50: no
liquidjs: {% unless points>100 %}yes{% else %}no{% endunless %} gold, 500 points: no; silver, 50: yes
liquidjs: {% if tier=="gold" %}yes{% else %}no{% endif %} gold, 500 points: yes; silver, 50: no
liquidjs: {% if tier!="gold" %}yes{% else %}no{% endif %} gold, 500 points: no; silver, 50: yes
EXPECTED
