#!/usr/bin/env bash
# Who gets an offer is a line of text in the settings, points > 100, which filtrex compiles; the list of guests is filtered with it. Some guests have
# no points, or have them as text. Guess: an error, or these guests are left out.
# filtrex 3.1.0 returns the error as a value instead of throwing it, and an object counts as true. So guests.filter(rule) keeps everybody whose points
# are missing, null or text. A rule with `and` can do the same. Tests whose guests have all fields pass. Compare with === true.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts filtrex@3.1.0

cat > offers.cjs <<'JS'
const { compileExpression } = require('filtrex');

const GUESTS = [
	{ name: 'Mara', points: 500, tier: 'gold', opted_out: true },
	{ name: 'Bo', points: 5, tier: 'silver', opted_out: false },
	{ name: 'Ana', tier: 'silver' },
	{ name: 'Cy', points: null, tier: null, opted_out: null },
	{ name: 'Di', points: '5', tier: 'gold', opted_out: 'true' },
];
for (const line of ['points > 100', 'not opted_out', 'tier == "gold" and points > 100']) {
	const rule = compileExpression(line);
	const namesOf = (guests) => guests.map(({ name }) => name).join(', ') || 'nobody';
	console.log(`${line}: filter ${namesOf(GUESTS.filter(rule))}; === true ${namesOf(GUESTS.filter((guest) => rule(guest) === true))}`);
}
console.log(String(compileExpression('points > 100')(GUESTS[2])));
JS
seen=$(node offers.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
points > 100: filter Mara, Ana, Cy, Di; === true Mara
not opted_out: filter Bo, Ana, Cy, Di; === true Bo
tier == "gold" and points > 100: filter Mara, Di; === true Mara
ReferenceError: Property “points” does not exist.
EXPECTED
