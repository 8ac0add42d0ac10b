#!/usr/bin/env bash
# PromisePool looks up guests at a vendor several at a time, and the results are matched with the guests by position: results[i] belongs to guests[i].
# Guess: the results are in order, as with Promise.all() and p-map.
# @supercharge/promise-pool 3.3.0 returns them in the order in which the answers came, so one guest's balance is written to another. One at a time the
# order is right, so tests pass. A lookup that fails is left out, and the results behind it move up; nothing is thrown. useCorrespondingResults()
# keeps the positions. p-map 7.0.3 and async 3.2.6 (mapLimit) keep the order of the guests.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @supercharge/promise-pool@3.3.0 p-map@7.0.3 async@3.2.6

cat > lookup.mjs <<'JS'
import { PromisePool } from '@supercharge/promise-pool';
import { mapLimit } from 'async';
import pMap from 'p-map';

const guests = ['Mara', 'Bo', 'Ana', 'Cy'];
const lookUp = (delays) => async (guest) => {
	await new Promise((resolve) => setTimeout(resolve, delays[guests.indexOf(guest)]));
	if (guest === 'Cy' && delays[3] === 0) throw new Error('503');
	return `points of ${guest}`;
};
const show = (name, results) => console.log(`${name}: ${guests.map((guest, i) => `${guest} has ${String(results[i])}`).join(', ')}`);
const pool = () => PromisePool.for(guests).withConcurrency(4);
const SLOW = [400, 100, 250, 10];
show('promise-pool, equal', (await pool().withConcurrency(1).process(lookUp([1, 1, 1, 1]))).results);
show('promise-pool', (await pool().process(lookUp(SLOW))).results);
show('promise-pool, Cy fails', (await pool().process(lookUp([400, 100, 250, 0]))).results);
show('useCorrespondingResults', (await pool().useCorrespondingResults().process(lookUp(SLOW))).results);
show('p-map', await pMap(guests, lookUp(SLOW), { concurrency: 4 }));
show('mapLimit', await mapLimit(guests, 4, lookUp(SLOW)));
JS
seen=$(node lookup.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
promise-pool, equal: Mara has points of Mara, Bo has points of Bo, Ana has points of Ana, Cy has points of Cy
promise-pool: Mara has points of Cy, Bo has points of Bo, Ana has points of Ana, Cy has points of Mara
promise-pool, Cy fails: Mara has points of Bo, Bo has points of Ana, Ana has points of Mara, Cy has undefined
useCorrespondingResults: Mara has points of Mara, Bo has points of Bo, Ana has points of Ana, Cy has points of Cy
p-map: Mara has points of Mara, Bo has points of Bo, Ana has points of Ana, Cy has points of Cy
mapLimit: Mara has points of Mara, Bo has points of Bo, Ana has points of Ana, Cy has points of Cy
EXPECTED
