#!/usr/bin/env bash
# Who gets an offer is a line of text in the settings, which filtrex compiles: points > 100, and the list is filtered with it. Of some guests no
# points are known, or they are text. Guess: an error, or these are left out.
# filtrex 3.1.0 gives the error back as a value instead of throwing it, and an object is true: guests.filter(rule) keeps everybody whose points are
# missing, null or text, and so does `if`. A rule with `and` does the same. It is right in each test whose guests have all fields. === true tells.
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
