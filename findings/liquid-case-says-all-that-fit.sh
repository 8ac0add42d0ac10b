#!/usr/bin/env bash
# A message has a text for each tier: {% case tier %}, with one `when` for gold and platinum together and one for gold. Guess: only the first match is
# output, as with `case` in Ruby; and a name without quotes is an error, or matches nobody.
# Ruby's Liquid 5.4.0 and liquidjs 10.30.1 output every match: a gold guest gets both gifts. (0..99) matches no number, so guests who should be asked
# back are thanked. Gold without quotes is a variable that does not exist: it matches every guest whose tier is unknown, and none who is gold, also in
# {% if tier == Gold %}. If a `when` has a name twice, Ruby's Liquid outputs its text twice.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts liquidjs@10.30.1
cat > templates.json <<'JSON'
[
	"{% case tier %}{% when 'gold', 'platinum' %}Free drink. {% when 'gold' %}Free taco. {% else %}Hello. {% endcase %}",
	"{% case tier %}{% when 'gold', 'gold' %}Free taco. {% else %}Hello. {% endcase %}",
	"{% case tier %}{% when Gold %}Free taco. {% else %}Hello. {% endcase %}",
	"{% if tier == Gold %}Free taco. {% else %}Hello. {% endif %}",
	"{% case points %}{% when (0..99) %}Come back. {% else %}Thank you. {% endcase %}"
]
JSON
cat > liquid.cjs <<'JS'
const { Liquid } = require('liquidjs');

for (const template of require('./templates.json')) {
	const say = (guest) => new Liquid().parseAndRenderSync(template, guest).trim();
	console.log(`liquidjs: gold: ${say({ tier: 'gold', points: 5 })} no tier: ${say({ points: 5 })}`);
}
JS
seen=$(
	run_ruby -rjson - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
JSON.parse(File.read('templates.json')).each do |template|
  say = ->(guest) { Liquid::Template.parse(template).render(guest).strip }
  puts template, "  Liquid: gold: #{say.('tier' => 'gold', 'points' => 5)} no tier: #{say.('points' => 5)}"
end
RUBY
	node liquid.cjs
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
{% case tier %}{% when 'gold', 'platinum' %}Free drink. {% when 'gold' %}Free taco. {% else %}Hello. {% endcase %}
  Liquid: gold: Free drink. Free taco. no tier: Hello.
{% case tier %}{% when 'gold', 'gold' %}Free taco. {% else %}Hello. {% endcase %}
  Liquid: gold: Free taco. Free taco. no tier: Hello.
{% case tier %}{% when Gold %}Free taco. {% else %}Hello. {% endcase %}
  Liquid: gold: Hello. no tier: Free taco.
{% if tier == Gold %}Free taco. {% else %}Hello. {% endif %}
  Liquid: gold: Hello. no tier: Free taco.
{% case points %}{% when (0..99) %}Come back. {% else %}Thank you. {% endcase %}
  Liquid: gold: Thank you. no tier: Thank you.
liquidjs: gold: Free drink. Free taco. no tier: Hello.
liquidjs: gold: Free taco. no tier: Hello.
liquidjs: gold: Hello. no tier: Free taco.
liquidjs: gold: Hello. no tier: Free taco.
liquidjs: gold: Thank you. no tier: Thank you.
EXPECTED
