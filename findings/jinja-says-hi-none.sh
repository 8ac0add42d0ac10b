#!/usr/bin/env bash
# A message is a template in Jinja, or in Nunjucks, its copy for JavaScript: Hi {{ first_name | default("friend") }}, and a loop that adds up the
# points of a guest's rewards with {% set total = total + reward.points %}. Guess: who has no first name is a friend, whether it is missing or null,
# and both add up the points.
# For both, default is for what is missing only: with null, Jinja 3.1.2 writes "Hi None" and Nunjucks 3.2.4 "Hi ". In Jinja, what is set in a loop
# is forgotten after each round, so every guest has 0 points; in Nunjucks they add up, so a preview in JavaScript is right. Jinja rounds 2.5 to 2,
# Nunjucks to 3. default("friend", true) and rewards | sum(attribute='points') are right in Jinja.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-python" python3-jinja2=3.1.2-1+deb12u3 python3-markupsafe=2.1.2-1+b1
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts nunjucks@3.2.4

cat > templates.json <<'JSON'
[
	["null", "Hi {{ guest.first_name | default('friend') }}!", { "guest": { "first_name": null } }],
	["missing", "Hi {{ guest.first_name | default('friend') }}!", { "guest": {} }],
	["null, default with true", "Hi {{ guest.first_name | default('friend', true) }}!", { "guest": { "first_name": null } }],
	["points of 50 and 30", "{% set total = 0 %}{% for points in [50, 30] %}{% set total = total + points %}{% endfor %}{{ total }}", {}],
	["2.5 and 3.5", "{{ 2.5 | round | int }} {{ 3.5 | round | int }}", {}]
]
JSON
cat > run.py <<'PYTHON'
import jinja2, json
for label, template, values in json.load(open("templates.json")):
    print(f"Jinja {jinja2.__version__}, {label}: {jinja2.Template(template).render(values)}")
PYTHON
cat > run.cjs <<'JS'
const { version } = require('nunjucks/package.json');
for (const [label, template, values] of require('./templates.json')) {
	console.log(`Nunjucks ${version}, ${label}: ${require('nunjucks').renderString(template, values)}`);
}
JS
seen=$(run_python run.py && node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Jinja 3.1.2, null: Hi None!
Jinja 3.1.2, missing: Hi friend!
Jinja 3.1.2, null, default with true: Hi friend!
Jinja 3.1.2, points of 50 and 30: 0
Jinja 3.1.2, 2.5 and 3.5: 2 4
Nunjucks 3.2.4, null: Hi !
Nunjucks 3.2.4, missing: Hi friend!
Nunjucks 3.2.4, null, default with true: Hi friend!
Nunjucks 3.2.4, points of 50 and 30: 80
Nunjucks 3.2.4, 2.5 and 3.5: 3 4
EXPECTED
