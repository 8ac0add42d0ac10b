#!/usr/bin/env bash
# n8n's Merge has a mode SQL Query, which alasql answers. Balances come as text, as a CSV has them, or Punchh. Guess: SUM and
# AVG read them as numbers, or give null, both in the same way; ROUND then is the usual one.
# alasql 4.4.0, which n8n-nodes-base 2.40.2 depends on: SUM, MIN and MAX of texts are null, silently. AVG strings them together and
# divides that: of "12.50", "3" and "10" it is 4.1677. A plus does the same, a minus reads numbers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts alasql@4.4.0

cat > run.cjs <<'JS'
const alasql = require('alasql');

const show = (label, sql, rows) => console.log(`${label}: ${JSON.stringify(alasql(sql, [rows])[0])}`);
const TEXTS = [{ points: '12.50' }, { points: '3' }, { points: '10' }];
const NUMBERS = [{ points: 12.5 }, { points: 3 }, { points: 10 }];
for (const [kind, rows] of [['numbers', NUMBERS], ['texts', TEXTS]]) {
	show(kind, 'SELECT SUM(points) AS added, AVG(points) AS mean, MAX(points) AS highest, COUNT(points) AS guests FROM ?', rows);
	show(kind, 'SELECT SUM(CAST(points AS NUMBER)) AS added, AVG(CAST(points AS NUMBER)) AS mean FROM ?', rows);
	show(kind, 'SELECT points + 1 AS larger, points - 1 AS fewer FROM ?', rows);
}
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
numbers: {"added":25.5,"mean":8.5,"highest":12.5,"guests":3}
numbers: {"added":25.5,"mean":8.5}
numbers: {"larger":13.5,"fewer":11.5}
texts: {"added":null,"mean":4.1677,"highest":null,"guests":3}
texts: {"added":25.5,"mean":8.5}
texts: {"larger":"12.501","fewer":11.5}
EXPECTED
