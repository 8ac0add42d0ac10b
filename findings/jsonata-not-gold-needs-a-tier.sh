#!/usr/bin/env bash
# JSONata picks the guests who are not gold yet, guests[tier != "Gold"], and those who may get messages, [opted_out != true]. Some guests do not have
# that field. Guess: what is missing is not gold, as in JavaScript, so they are in.
# JSONata 2.2.2: any comparison with something missing is false, != as well as =. So the newest guests, who have no tier yet, get nothing. A tier of
# null is in, so it depends on how the list was made. $not(tier = "Gold") includes both. The result is a list for two guests, a bare value for one,
# and nothing for none: a body for Braze has "external_ids": 730416 instead of a list, unless you add [] at the end.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts jsonata@2.2.2

cat > pick.cjs <<'JS'
const jsonata = require('jsonata');

const guests = [
	{ id: 730415, tier: 'Gold', opted_out: false },
	{ id: 730416, tier: 'Silver', opted_out: true },
	{ id: 730417, tier: null, opted_out: null },
	{ id: 730418 },
];
const lines = ['guests[tier != "Gold"].id', 'guests[$not(tier = "Gold")].id', 'guests[opted_out != true].id', '{"external_ids": guests[tier = "Silver"].id}', '{"external_ids": guests[tier = "Silver"].id[]}', '{"external_ids": guests[tier = "Bronze"].id}'];
(async () => {
	for (const line of lines) console.log(`${line}: ${JSON.stringify(await jsonata(line).evaluate({ guests }))}`);
	console.log(`JavaScript, tier !== 'Gold': ${JSON.stringify(guests.filter(({ tier }) => tier !== 'Gold').map(({ id }) => id))}`);
})();
JS
seen=$(node pick.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
guests[tier != "Gold"].id: [730416,730417]
guests[$not(tier = "Gold")].id: [730416,730417,730418]
guests[opted_out != true].id: [730415,730417]
{"external_ids": guests[tier = "Silver"].id}: {"external_ids":730416}
{"external_ids": guests[tier = "Silver"].id[]}: {"external_ids":[730416]}
{"external_ids": guests[tier = "Bronze"].id}: {}
JavaScript, tier !== 'Gold': [730416,730417,730418]
EXPECTED
