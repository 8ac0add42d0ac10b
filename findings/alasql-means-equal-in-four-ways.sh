#!/usr/bin/env bash
# n8n's Merge node runs its SQL Query mode on alasql. You join Punchh guests, whose user ID is a number, with a CSV, where it is text. Some guests
# have no email. Guess: 730415 and "730415" are equal everywhere or nowhere, and null equals nothing.
# alasql 4.4.0, which n8n-nodes-base 2.40.2 depends on: JOIN, GROUP BY and DISTINCT treat the number and the text as the same; WHERE, IN and UNION
# treat them as different. JOIN matches guests without an email with each other, so one gets the tier of another. LIKE ignores case; = does not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts alasql@4.4.0

cat > run.cjs <<'JS'
const alasql = require('alasql');

const GUESTS = [{ id: 730415, email: 'mara@example.com' }, { id: '730415', email: 'Mara@Example.com' }, { id: 730416, email: null }];
const FILE = [{ id: '730415', email: 'mara@example.com', tier: 'Gold' }, { id: '730999', email: null, tier: 'Silver' }];
const show = (sql, ...tables) => console.log(`${sql}: ${JSON.stringify(alasql(sql, tables))}`);
show('SELECT g.id, f.tier FROM ? g JOIN ? f ON g.id = f.id', GUESTS, FILE);
show('SELECT id, COUNT(*) AS found FROM ? GROUP BY id', GUESTS);
show('SELECT DISTINCT id FROM ?', GUESTS);
show("SELECT id FROM ? WHERE id = '730415'", GUESTS);
show('SELECT id FROM ? WHERE id IN (SELECT id FROM ?)', GUESTS, FILE);
show('SELECT id FROM ? UNION SELECT id FROM ?', GUESTS, FILE);
show('SELECT g.id, f.id AS other, f.tier FROM ? g JOIN ? f ON g.email = f.email', GUESTS, FILE);
show('SELECT id FROM ? WHERE email = NULL', GUESTS);
show("SELECT id FROM ? WHERE email LIKE 'mara@example.com'", GUESTS);
show("SELECT id FROM ? WHERE email = 'mara@example.com'", GUESTS);
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
SELECT g.id, f.tier FROM ? g JOIN ? f ON g.id = f.id: [{"id":730415,"tier":"Gold"},{"id":"730415","tier":"Gold"}]
SELECT id, COUNT(*) AS found FROM ? GROUP BY id: [{"id":730415,"found":2},{"id":730416,"found":1}]
SELECT DISTINCT id FROM ?: [{"id":"730415"},{"id":730416}]
SELECT id FROM ? WHERE id = '730415': [{"id":"730415"}]
SELECT id FROM ? WHERE id IN (SELECT id FROM ?): [{"id":"730415"}]
SELECT id FROM ? UNION SELECT id FROM ?: [{"id":"730415"},{"id":"730999"},{"id":730415},{"id":730416}]
SELECT g.id, f.id AS other, f.tier FROM ? g JOIN ? f ON g.email = f.email: [{"id":730415,"other":"730415","tier":"Gold"},{"id":730416,"other":"730999","tier":"Silver"}]
SELECT id FROM ? WHERE email = NULL: []
SELECT id FROM ? WHERE email LIKE 'mara@example.com': [{"id":730415},{"id":"730415"}]
SELECT id FROM ? WHERE email = 'mara@example.com': [{"id":730415}]
EXPECTED
