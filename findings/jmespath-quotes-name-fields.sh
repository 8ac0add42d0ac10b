#!/usr/bin/env bash
# You pick the guests of a tier, or those who have not opted out, from a list with $jmespath in n8n: [?tier == "gold"], [?opted_out != true].
# Guess: quotes make a text, as everywhere, and true is true; or there is an error.
# jmespath 0.16.0, which n8n-workflow 2.40.1 uses, reads double quotes as a field name, and true and false as well; no guest has such fields.
# So == "gold" silently finds the guests without a tier, and != "gold" all who have one. != true finds everybody who has opted out or in, but not
# those who have said nothing. Texts are 'gold', other values `true`. Missing points are less than 50, and 0 points count as true. Both differ from
# JavaScript and JSON path, where people take such queries from.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"
grep -q '"version": "0.16.0"' node_modules/jmespath/package.json

cat > evaluate.cjs <<'JS'
const { evaluate } = require('./expressions.cjs');

const GUESTS = [
	{ name: 'Mara', tier: 'gold', points: 120, opted_out: false },
	{ name: 'Bo', tier: 'silver', points: 30, opted_out: true },
	{ name: 'Ana', tier: null, points: null },
	{ name: 'Zoe', points: 0 },
];
for (const condition of ['tier == \'gold\'', 'tier == "gold"', 'tier != "gold"', 'opted_out != `true`', 'opted_out != true', 'opted_out == false', 'points < `50`', 'points']) {
	const found = evaluate(`$jmespath(${JSON.stringify(GUESTS)}, ${JSON.stringify(`[?${condition}].name`)})`);
	console.log(`${condition}: ${found.join(', ')}`);
}
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
tier == 'gold': Mara
tier == "gold": Ana, Zoe
tier != "gold": Mara, Bo
opted_out != `true`: Mara, Ana, Zoe
opted_out != true: Mara, Bo
opted_out == false: Ana, Zoe
points < `50`: Bo, Ana, Zoe
points: Mara, Bo, Zoe
EXPECTED
