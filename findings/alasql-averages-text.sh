#!/usr/bin/env bash
# n8n's Merge node runs its SQL Query mode on alasql. Balances arrive as text, as they do from a CSV or from Punchh. Guess: SUM and AVG both read the
# texts as numbers, or both give null.
# alasql 4.4.0, which n8n-nodes-base 2.40.2 depends on, silently returns null for SUM, MIN and MAX of texts. AVG joins the texts and divides the
# result: the average of "12.50", "3" and "10" is 4.1677. A plus joins texts, too; a minus reads them as numbers.
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
