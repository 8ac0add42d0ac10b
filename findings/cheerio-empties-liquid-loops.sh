#!/usr/bin/env bash
# A message shows a guest's rewards as table rows, in a Liquid loop around one row. The message goes through cheerio to get a footer or tracked links.
# Guess: what cheerio does not touch stays as it is.
# cheerio 1.2.0 reads HTML as browsers do, where a table cannot hold text. Both tags of the loop move in front of the table, with nothing between
# them, and the table has one row with nobody's reward. A condition around a row no longer applies, so everybody sees the row. There is no error. With
# the option `xml` the tags stay in place.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts cheerio@1.2.0 liquidjs@10.30.1

cat > run.cjs <<'JS'
const { load } = require('cheerio');
const { Liquid } = require('liquidjs');

const liquid = new Liquid();
const guest = { tier: 'silver', rewards: ['Free coffee', 'Cake'] };
const show = (label, template) => console.log(`${label}: ${template}\n  read by a guest: ${liquid.parseAndRenderSync(template, guest).replace(/<[^>]+>/g, ' ').trim().replace(/\s+/g, ' ')}`);
const LOOP = '<table>{% for reward in rewards %}<tr><td>{{ reward }}!</td></tr>{% endfor %}</table>';
const CONDITION = '<table>{% if tier == "gold" %}<tr><td>Gold only</td></tr>{% endif %}</table>';
for (const [name, template] of Object.entries({ LOOP, CONDITION })) {
	show(name, template);
	show(`${name}, cheerio`, load(template, null, false).html());
}
console.log(`xml: ${load(LOOP, { xml: true }).xml() === LOOP}`);
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
LOOP: <table>{% for reward in rewards %}<tr><td>{{ reward }}!</td></tr>{% endfor %}</table>
  read by a guest: Free coffee! Cake!
LOOP, cheerio: {% for reward in rewards %}{% endfor %}<table><tbody><tr><td>{{ reward }}!</td></tr></tbody></table>
  read by a guest: !
CONDITION: <table>{% if tier == "gold" %}<tr><td>Gold only</td></tr>{% endif %}</table>
  read by a guest: 
CONDITION, cheerio: {% if tier == "gold" %}{% endif %}<table><tbody><tr><td>Gold only</td></tr></tbody></table>
  read by a guest: Gold only
xml: true
EXPECTED
