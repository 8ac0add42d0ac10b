#!/usr/bin/env bash
# n8n's Merge has a mode SQL Query, which alasql answers: SELECT * from guests, joined with what another system knows of some of
# them. Both have a column "email". Guess: it is twice in the result, or always that of one table.
# alasql 4.4.0, which n8n-nodes-base 2.40.2 depends on: a guest who is in both has the email of the other table, who is not has the one of
# the first. In a FULL JOIN rows of the other table stand beside them. So one column is of two kinds, and nothing tells which.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts alasql@4.4.0

cat > run.cjs <<'JS'
const alasql = require('alasql');

const PUNCHH = [{ id: 1, email: 'mara@example.com' }, { id: 2, email: 'bo@example.com' }];
const DESK = [{ id: 1, email: 'desk@example.com' }, { id: 3, email: 'ana@example.com' }];
for (const how of ['JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL OUTER JOIN']) {
	const rows = alasql(`SELECT * FROM ? p ${how} ? d ON p.id = d.id`, [PUNCHH, DESK]);
	console.log(`${how}: ${rows.map(({ id, email }) => `${id} ${email}`).join(', ')}`);
}
const [named] = alasql('SELECT p.email AS punchh, d.email AS desk FROM ? p JOIN ? d ON p.id = d.id', [PUNCHH, DESK]);
console.log(`with names: ${JSON.stringify(named)}`);
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
JOIN: 1 desk@example.com
LEFT JOIN: 1 desk@example.com, 2 bo@example.com
RIGHT JOIN: 1 desk@example.com, 3 ana@example.com
FULL OUTER JOIN: 1 desk@example.com, 2 bo@example.com, 3 ana@example.com
with names: {"punchh":"mara@example.com","desk":"desk@example.com"}
EXPECTED
