#!/usr/bin/env bash
# Guests near a new restaurant are found by their ZIP codes: zipcodes.distance(guest, restaurant) <= 10. Some
# guests have nine digits (02134-1234), some have lost a zero, some have no known ZIP code. Guess: nine digits
# count as their first five, and a guest who cannot be found is never near.
# zipcodes 8.0.0 looks for the text as it is and returns null for all of these, which for JavaScript is at most 10: all guests without a
# readable ZIP code are near every restaurant. Sorted by distance, they are the nearest. St. Louis has no ZIP code, Saint Louis has 69.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts zipcodes@8.0.0

cat > find.cjs <<'JS'
const zipcodes = require('zipcodes');

const GUESTS = [['a mile away', '02135'], ['in Seattle', '98101'], ['nine digits, in Seattle', '98101-1234'], ['a zero lost', '2135'], ['a blank behind', '98101 '], ['none', '']];
const guests = GUESTS.map(([who, zip]) => ({ who, distance: zipcodes.distance(zip, '02134') }));
for (const { who, distance } of guests) console.log(`${who}: ${distance}, ${distance <= 10 ? 'near' : 'far'}`);
console.log(`sorted: ${guests.sort((a, b) => a.distance - b.distance).map(({ who }) => who).join(', ')}`);
console.log(`St. Louis: ${zipcodes.lookupByName('St. Louis', 'MO').length}, Saint Louis: ${zipcodes.lookupByName('Saint Louis', 'MO').length}`);
JS
seen=$(node find.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
a mile away: 1, near
in Seattle: 2482, far
nine digits, in Seattle: null, near
a zero lost: null, near
a blank behind: null, near
none: null, near
sorted: nine digits, in Seattle, a zero lost, a blank behind, none, a mile away, in Seattle
St. Louis: 0, Saint Louis: 69
EXPECTED
