#!/usr/bin/env bash
# Who gets an offer is a line of text in the settings, which expr-eval evaluates for each guest: tier == "gold" || points > 100. Guess: gold guests, and
# who has more than 100 points, as everywhere; or an error, as expr-eval refuses && and its word is "or".
# expr-eval 2.0.2 joins texts with ||, before it compares: without brackets the tier is compared with "gold5", for 5 points, and nobody gets the offer;
# with brackets the yes and no of both become a text, "falsefalse", which counts as true, so everybody gets it. So does vip || invited, with two
# Booleans. "or" is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts expr-eval@2.0.2

cat > offers.cjs <<'JS'
const { Parser } = require('expr-eval');

const GUESTS = [
	{ name: 'Ana', tier: 'gold', points: 5, vip: true, invited: false },
	{ name: 'Bo', tier: 'silver', points: 500, vip: false, invited: true },
	{ name: 'Cy', tier: 'silver', points: 5, vip: false, invited: false },
];
for (const rule of ['tier == "gold" or points > 100', 'tier == "gold" || points > 100', '(tier == "gold") || (points > 100)', 'vip or invited', 'vip || invited']) {
	const picked = GUESTS.filter((guest) => Parser.evaluate(rule, guest)).map(({ name }) => name);
	console.log(`${rule}: ${picked.join(', ') || 'nobody'}; for Cy ${JSON.stringify(Parser.evaluate(rule, GUESTS[2]))}`);
}
try {
	Parser.evaluate('vip && invited', GUESTS[0]);
} catch ({ message }) {
	console.log(`&&: ${message}`);
}
JS
seen=$(node offers.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
tier == "gold" or points > 100: Ana, Bo; for Cy false
tier == "gold" || points > 100: nobody; for Cy false
(tier == "gold") || (points > 100): Ana, Bo, Cy; for Cy "falsefalse"
vip or invited: Ana, Bo; for Cy false
vip || invited: Ana, Bo, Cy; for Cy "falsefalse"
&&: parse error [1:5]: Unknown character "&"
EXPECTED
