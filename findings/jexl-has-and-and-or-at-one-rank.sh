#!/usr/bin/env bash
# Who gets an offer is a line of text in the settings, which Jexl evaluates: tier == "gold" || points >= 100 && visits >= 5. Guess: && binds tighter
# than ||, as in JavaScript, SQL and everywhere else.
# Jexl 2.3.0 gives both the same precedence and reads from the left: (gold or 100 points) and five visits. So gold guests with few visits get nothing,
# though they should get the offer in any case. The rule is right with parentheses, and with the || part last, so it may work until somebody swaps the
# parts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts jexl@2.3.0

cat > offers.cjs <<'JS'
const jexl = require('jexl');

const GUESTS = [
	{ name: 'Mara', tier: 'gold', points: 20, visits: 1 },
	{ name: 'Bo', tier: 'silver', points: 120, visits: 9 },
	{ name: 'Ana', tier: 'silver', points: 120, visits: 2 },
];
const RULES = ['tier == "gold" || points >= 100 && visits >= 5', 'tier == "gold" || (points >= 100 && visits >= 5)', 'points >= 100 && visits >= 5 || tier == "gold"'];
for (const rule of RULES) {
	const namesOf = (meets) => GUESTS.filter(meets).map(({ name }) => name).join(', ') || 'nobody';
	const byJavaScript = new Function('guest', `with (guest) return ${rule}`);
	console.log(`${rule}: Jexl ${namesOf((guest) => jexl.evalSync(rule, guest))}; JavaScript ${namesOf(byJavaScript)}`);
}
JS
seen=$(node offers.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
tier == "gold" || points >= 100 && visits >= 5: Jexl Bo; JavaScript Mara, Bo
tier == "gold" || (points >= 100 && visits >= 5): Jexl Mara, Bo; JavaScript Mara, Bo
points >= 100 && visits >= 5 || tier == "gold": Jexl Mara, Bo; JavaScript Mara, Bo
EXPECTED
