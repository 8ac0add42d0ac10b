#!/usr/bin/env bash
# A message has a text for each tier: {% if tier == "gold" %} ... {% else if tier == "silver" %} ... {% else %} ... {% endif %}, with "else if" as in
# JavaScript; Liquid's word is elsif. Guess: it is an error, as elseif is; or it works.
# Ruby's Liquid 5.4.0 reads {% else %} and drops the rest without an error: everybody who is not gold gets the text for silver, also guests without a
# tier, and what is behind the real {% else %} is never shown. Gold guests, and silver ones, get what they should, so a test with one of them passes.
# elseif is an error, and so is "else if" in liquidjs 10.30.1.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

cat > templates.json <<'JSON'
[
	"{% if tier == 'gold' %}Free taco.{% elsif tier == 'silver' %}Free drink.{% else %}Join us.{% endif %}",
	"{% if tier == 'gold' %}Free taco.{% else if tier == 'silver' %}Free drink.{% else %}Join us.{% endif %}",
	"{% if tier == 'gold' %}Free taco.{% elseif tier == 'silver' %}Free drink.{% else %}Join us.{% endif %}"
]
JSON
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts liquidjs@10.30.1
cat > liquid.cjs <<'JS'
const { Liquid } = require('liquidjs');

try {
	new Liquid().parse(require('./templates.json')[1]);
} catch ({ message }) {
	console.log(`liquidjs: ${message}`);
}
JS
seen=$(
	run_ruby -rjson - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
JSON.parse(File.read('templates.json')).each do |template|
  say = ->(tier) { Liquid::Template.parse(template).render('tier' => tier) }
  puts template, "  gold: #{say.('gold')} silver: #{say.('silver')} bronze: #{say.('bronze')} none: #{say.(nil)}"
rescue Liquid::SyntaxError => error
  puts "  #{error.message}"
end
RUBY
	node liquid.cjs
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
{% if tier == 'gold' %}Free taco.{% elsif tier == 'silver' %}Free drink.{% else %}Join us.{% endif %}
  gold: Free taco. silver: Free drink. bronze: Join us. none: Join us.
{% if tier == 'gold' %}Free taco.{% else if tier == 'silver' %}Free drink.{% else %}Join us.{% endif %}
  gold: Free taco. silver: Free drink. bronze: Free drink. none: Free drink.
  Liquid syntax error: Unknown tag 'elseif'
liquidjs: unexpected "if tier == 'silver'", line:1, col:1
EXPECTED
