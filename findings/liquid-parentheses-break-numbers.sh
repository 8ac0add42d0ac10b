#!/usr/bin/env bash
# An offer is for VIPs, and for guests with more than 100 points who came more than twice: {% if (points > 100 and visits > 2) or vip %}.
# Guess: parentheses group, or they are an error, since Liquid's pages say that it has none.
# Ruby's Liquid 5.4.0 drops the first one, and takes "2)" for something that is no number, so that visits > 2) is false; then it reads from the right, as
# always. So only VIPs with more than 100 points get the offer: not other VIPs, and no one for visits. {% if (vip or points > 100) and visits > 2 %} goes
# to VIPs who never came, and to no one else. There is no error, and whoever tests with a good VIP sees the offer. liquidjs 10.30.1 has an error.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

cat > templates.json <<'JSON'
[
	"{% if (points > 100 and visits > 2) or vip %}offer{% else %}nothing{% endif %}",
	"{% if vip or (points > 100 and visits > 2) %}offer{% else %}nothing{% endif %}",
	"{% if (vip or points > 100) and visits > 2 %}offer{% else %}nothing{% endif %}"
]
JSON
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts liquidjs@10.30.1
cat > liquid.cjs <<'JS'
const { Liquid } = require('liquidjs');

const [template] = require('./templates.json');
try {
	new Liquid().parse(template);
} catch ({ message }) {
	console.log(`liquidjs: ${message}`);
}
JS
seen=$(
	run_ruby -rjson - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
GUESTS = {
  'VIP, 500 points, 5 visits' => { 'vip' => true, 'points' => 500, 'visits' => 5 },
  'VIP, 50 points, no visit' => { 'vip' => true, 'points' => 50, 'visits' => 0 },
  'no VIP, 500 points, 5 visits' => { 'vip' => false, 'points' => 500, 'visits' => 5 },
}
JSON.parse(File.read('templates.json')).each do |template|
  puts template
  GUESTS.each { |name, guest| puts "  #{name}: #{Liquid::Template.parse(template).render(guest)}" }
end
RUBY
	node liquid.cjs
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
{% if (points > 100 and visits > 2) or vip %}offer{% else %}nothing{% endif %}
  VIP, 500 points, 5 visits: offer
  VIP, 50 points, no visit: nothing
  no VIP, 500 points, 5 visits: nothing
{% if vip or (points > 100 and visits > 2) %}offer{% else %}nothing{% endif %}
  VIP, 500 points, 5 visits: offer
  VIP, 50 points, no visit: offer
  no VIP, 500 points, 5 visits: nothing
{% if (vip or points > 100) and visits > 2 %}offer{% else %}nothing{% endif %}
  VIP, 500 points, 5 visits: offer
  VIP, 50 points, no visit: offer
  no VIP, 500 points, 5 visits: nothing
liquidjs: invalid range syntax, line:1, col:15
EXPECTED
