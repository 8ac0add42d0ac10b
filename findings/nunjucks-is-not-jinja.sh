#!/usr/bin/env bash
# Messages are templates of Nunjucks, which is Jinja for JavaScript: {% if not tier == "gold" %}, {% if rewards %} and {{ receipts | sum("points") }}.
# Guess: they say what they say in Jinja: everybody but gold, nothing where the list is empty, and a sum, or an error where amounts are text.
# Nunjucks 3.2.4 takes "not" with the tier alone, which makes false, and false is never "gold": nobody gets that part, and neither does who has no
# tier. An empty list is yes, so who has no rewards is told about them. Amounts as text are put one behind the other: 10 and 20 are 001020.
# "1,200" as int is 1. != and rewards.length are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts nunjucks@3.2.4

cat > run.cjs <<'JS'
const { Environment } = require('nunjucks');

const templates = ['{% if not tier == "gold" %}Become gold{% endif %}', '{% if tier != "gold" %}Become gold{% endif %}', '{% if rewards %}You have rewards{% endif %}', '{% if rewards.length %}You have rewards{% endif %}', '{{ receipts | sum("points") }}', '{{ points | int }}'];
const guest = { rewards: [], receipts: [{ points: '10' }, { points: '20' }], points: '1,200' };
for (const template of templates) {
	const say = (tier) => new Environment(null, { autoescape: false }).renderString(template, { ...guest, tier }) || 'nothing';
	console.log(`${template}: gold: ${say('gold')} - silver: ${say('silver')} - none: ${say()}`);
}
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{% if not tier == "gold" %}Become gold{% endif %}: gold: nothing - silver: nothing - none: nothing
{% if tier != "gold" %}Become gold{% endif %}: gold: nothing - silver: Become gold - none: Become gold
{% if rewards %}You have rewards{% endif %}: gold: You have rewards - silver: You have rewards - none: You have rewards
{% if rewards.length %}You have rewards{% endif %}: gold: nothing - silver: nothing - none: nothing
{{ receipts | sum("points") }}: gold: 001020 - silver: 001020 - none: 001020
{{ points | int }}: gold: 1 - silver: 1 - none: 1
EXPECTED
