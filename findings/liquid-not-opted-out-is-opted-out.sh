#!/usr/bin/env bash
# A message is for guests who have not opted out: {% if !opted_out %}, as in JavaScript, Ruby and most languages. Guess: it means "not", or it is an
# error, as {% if not opted_out %} is.
# Ruby's Liquid 5.4.0 silently drops the sign. {% if !opted_out %} means {% if opted_out %}: the message goes to exactly those who have opted out. The
# same goes for !banned, and for half of a condition. {% unless opted_out %} works; liquidjs 10.30.1 says that it is an error.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3

cat > templates.json <<'JSON'
[
	"{% if !opted_out %}sent{% else %}not sent{% endif %}",
	"{% if vip and !opted_out %}sent{% else %}not sent{% endif %}",
	"{% unless opted_out %}sent{% else %}not sent{% endunless %}",
	"{% if not opted_out %}sent{% else %}not sent{% endif %}"
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
JSON.parse(File.read('templates.json')).each do |template|
  answers = [true, false, nil].map { |out| "opted_out #{out.inspect}: #{Liquid::Template.parse(template).render('opted_out' => out, 'vip' => true)}" }
  puts template, "  #{answers.join('; ')}"
end
RUBY
	node liquid.cjs
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
5.4.0
{% if !opted_out %}sent{% else %}not sent{% endif %}
  opted_out true: sent; opted_out false: not sent; opted_out nil: not sent
{% if vip and !opted_out %}sent{% else %}not sent{% endif %}
  opted_out true: sent; opted_out false: not sent; opted_out nil: not sent
{% unless opted_out %}sent{% else %}not sent{% endunless %}
  opted_out true: not sent; opted_out false: sent; opted_out nil: sent
{% if not opted_out %}sent{% else %}not sent{% endif %}
  opted_out true: Liquid error: Unknown operator opted_out; opted_out false: Liquid error: Unknown operator opted_out; opted_out nil: Liquid error: Unknown operator opted_out
liquidjs: invalid value expression: "!opted_out", line:1, col:7
EXPECTED
