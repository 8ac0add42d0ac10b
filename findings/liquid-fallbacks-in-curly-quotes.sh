#!/usr/bin/env bash
# A greeting has a fallback for guests without a name, and is written in Word or Google Docs, which make quotes curly, or from memory:
# {{ first_name | default: “friend” }}, default("friend"), default "friend". Guess: what is not Liquid is an error, so the message cannot be saved.
# Ruby's Liquid 5.4.0 accepts all of these. A word in curly quotes is the name of a field that nobody has, and without a colon, the filter has no value:
# these guests read "Hi !". Everybody with a name sees nothing of it, like whoever tests it. In a condition, tier == “gold” is true for guests who have
# no tier, and false for gold ones. An apostrophe in single quotes ends the text: 'taco lover's' is taco lover. liquidjs 10.30.1 has an error for
# all but ‘friend’.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

cat > templates.json <<'JSON'
[
	"Hi {{ first_name | default: 'friend' }}!",
	"Hi {{ first_name | default: “friend” }}!",
	"Hi {{ first_name | default: ‘friend’ }}!",
	"Hi {{ first_name | default(\"friend\") }}!",
	"Hi {{ first_name | default \"friend\" }}!",
	"Hi {{ first_name | default: 'taco lover's friend' }}!",
	"{% if tier == “gold” %}Your table is ready.{% else %}Join us.{% endif %}"
]
JSON
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts liquidjs@10.30.1
cat > liquid.cjs <<'JS'
const { Liquid } = require('liquidjs');

for (const template of require('./templates.json')) {
	let said;
	try {
		said = new Liquid().parseAndRenderSync(template, {});
	} catch {
		said = 'an error';
	}
	console.log(`liquidjs: ${said}`);
}
JS
seen=$(
	run_ruby -Ku -rjson - <<'RUBY'
require 'liquid'
puts Liquid::VERSION
JSON.parse(File.read('templates.json', encoding: 'UTF-8')).each do |template|
  say = ->(guest) { Liquid::Template.parse(template).render(guest) }
  puts template, "  Ana, gold: #{say.('first_name' => 'Ana', 'tier' => 'gold')} no name, no tier: #{say.({})}"
end
RUBY
	node liquid.cjs
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
Hi {{ first_name | default: 'friend' }}!
  Ana, gold: Hi Ana! no name, no tier: Hi friend!
Hi {{ first_name | default: “friend” }}!
  Ana, gold: Hi Ana! no name, no tier: Hi !
Hi {{ first_name | default: ‘friend’ }}!
  Ana, gold: Hi Ana! no name, no tier: Hi !
Hi {{ first_name | default("friend") }}!
  Ana, gold: Hi Ana! no name, no tier: Hi !
Hi {{ first_name | default "friend" }}!
  Ana, gold: Hi Ana! no name, no tier: Hi !
Hi {{ first_name | default: 'taco lover's friend' }}!
  Ana, gold: Hi Ana! no name, no tier: Hi taco lover!
{% if tier == “gold” %}Your table is ready.{% else %}Join us.{% endif %}
  Ana, gold: Join us. no name, no tier: Your table is ready.
liquidjs: Hi friend!
liquidjs: an error
liquidjs: Hi !
liquidjs: an error
liquidjs: an error
liquidjs: an error
liquidjs: an error
EXPECTED
