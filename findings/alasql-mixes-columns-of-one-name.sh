#!/usr/bin/env bash
# n8n's Merge node runs its SQL Query mode on alasql. You SELECT * from guests, joined with what another system knows about some of them. Both tables
# have a column "email". Guess: the result has it twice, or always takes it from the same table.
# alasql 4.4.0, which n8n-nodes-base 2.40.2 depends on: a guest in both tables gets the email from the other table, a guest who is not gets the one
# from the first. A FULL JOIN adds the rows that only the other table has. So one column mixes two sources, and nothing tells them apart.
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
