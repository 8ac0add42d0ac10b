#!/usr/bin/env bash
# A message lists a guest's rewards with Mustache: {{#rewards}}{{name}} until {{expires}}{{/rewards}}. Some rewards have no name, or do not expire.
# Guess: nothing is printed there, as for anything that is missing.
# Mustache 4.2.0 then looks outside the list. For a reward without a name, it prints the guest's name; for one that does not expire, it prints the day
# when the guest's points do. Handlebars 4.7.10, which reads the same template, prints nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mustache@4.2.0 handlebars@4.7.10

cat > run.mjs <<'JS'
import Handlebars from 'handlebars';
import Mustache from 'mustache';

const TEMPLATE = '{{#rewards}}[{{name}} until {{expires}}] {{/rewards}}';
const guest = { name: 'Mara', expires: 'May 1', rewards: [{ name: 'Taco', expires: 'June 1' }, { name: 'Soda' }, { expires: 'July 1' }] };
console.log(`Mustache: ${Mustache.render(TEMPLATE, guest)}`);
console.log(`Handlebars: ${Handlebars.compile(TEMPLATE)(guest)}`);
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Mustache: [Taco until June 1] [Soda until May 1] [Mara until July 1] 
Handlebars: [Taco until June 1] [Soda until ] [ until July 1] 
EXPECTED
