#!/usr/bin/env bash
# Guests are written with Insert or Update of n8n's MySQL node, Column to Match On: email. The table allows
# each email and each phone only once, and two guests in a family share a phone. Guess: no row has Bo's email,
# so the node inserts one for Bo, which the phone forbids: an error.
# MySQL 2.5 of n8n-nodes-base 2.40.2 sends ON DUPLICATE KEY UPDATE, which checks all unique keys of the table, whichever column you
# chose. It updates the row with that phone, which is Mara's. She keeps her email, because the chosen column is not written, but gets
# Bo's name and points. If the chosen column has no key, each run adds another row. n8n's PostgreSQL node checks the chosen column.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps mysql2@3.23.1
. "$here/debian-mariadb"

cat > run.cjs <<'JS'
const mysql = require('mysql2/promise');
const nodes = require('./nodes.cjs');

const login = { host: '127.0.0.1', port: Number(process.env.MARIADB_PORT), user: 'root', password: 'none' };
nodes.credentials.mySql = { ...login, database: 'guests' };
const BO = { email: 'bo@example.com', phone: '+15551230147', name: 'Bo', points: 3 };
(async () => {
	const db = await mysql.createConnection({ ...login, multipleStatements: true });
	await db.query('CREATE DATABASE guests; USE guests');
	for (const [label, keys] of [['email and phone unique', ', UNIQUE (email), UNIQUE (phone)'], ['email unique', ', UNIQUE (email)'], ['no key', '']]) {
		await db.query(`DROP TABLE IF EXISTS guests; CREATE TABLE guests (email VARCHAR(40), phone VARCHAR(20), name VARCHAR(20), points INT ${keys})`);
		await db.query("INSERT INTO guests VALUES ('mara@example.com', '+15551230147', 'Mara', 120)");
		const table = { __rl: true, mode: 'name', value: 'guests' };
		const parameters = { operation: 'upsert', table, dataMode: 'autoMapInputData', columnToMatchOn: 'email', options: {} };
		const said = [];
		for (let i = 0; i < 2; i++) said.push(JSON.stringify((await nodes.run('MySql/MySql', 2.5, parameters, [BO]))[0][0]));
		const [rows] = await db.query("SELECT CONCAT_WS(' ', email, phone, name, points) AS guest FROM guests");
		console.log(`${label}, written twice (${said.join(', ')})\n${rows.map(({ guest }) => `  ${guest}`).join('\n')}`);
	}
	process.exit(0);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
email and phone unique, written twice ({"success":true}, {"success":true})
  mara@example.com +15551230147 Bo 3
email unique, written twice ({"success":true}, {"success":true})
  mara@example.com +15551230147 Mara 120
  bo@example.com +15551230147 Bo 3
no key, written twice ({"success":true}, {"success":true})
  mara@example.com +15551230147 Mara 120
  bo@example.com +15551230147 Bo 3
  bo@example.com +15551230147 Bo 3
EXPECTED
