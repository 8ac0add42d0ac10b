#!/usr/bin/env bash
# n8n's MySQL node writes guests with a query and Query Parameters: phone, ZIP code, reward code and long ID, all
# of them text in the items and in the table. Guess: a parameter arrives as it is; that is what parameters are for.
# MySQL 2.5 of n8n-nodes-base 2.40.2 (since 2.3; 2.2 does as guessed) turns every text that can be a number into
# one, even in a list of values: the phone loses its plus, the ZIP code its zero, 12E3 becomes 12000, and an ID
# beyond 2^53 is rounded. Lookups are worse: MariaDB 10.11.19 then compares as numbers, so 730415 also finds 0730415
# and 730415-old, and the code 12E3 also finds the guest with 12000. The operation Insert leaves texts alone.
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
const GUEST = { id: '9007199254740993', phone: '+15551230147', zip: '02134', code: '12E3' };
const query = (version, sql, guest) => {
	const queryReplacement = '={{ [$json.id, $json.phone, $json.zip, $json.code] }}';
	return nodes.run('MySql/MySql', version, { operation: 'executeQuery', query: sql, options: { queryReplacement } }, [guest]);
};
(async () => {
	const db = await mysql.createConnection({ ...login, multipleStatements: true });
	await db.query('CREATE DATABASE guests; USE guests; CREATE TABLE guests (id VARCHAR(30), phone VARCHAR(30), zip VARCHAR(10), code VARCHAR(10))');
	const stored = async (label) => {
		const [rows] = await db.query('SELECT * FROM guests');
		console.log(`${label}: ${rows.map((row) => Object.values(row).join(' ')).join(', ')}`);
		await db.query('DELETE FROM guests');
	};
	for (const version of [2.2, 2.3, 2.5]) {
		await query(version, 'INSERT INTO guests VALUES ($1, $2, $3, $4)', GUEST);
		await stored(`query of ${version}`);
	}
	const table = { __rl: true, mode: 'name', value: 'guests' };
	await nodes.run('MySql/MySql', 2.5, { operation: 'insert', table, dataMode: 'autoMapInputData', options: {} }, [GUEST]);
	await stored('Insert of 2.5');
	await db.query("INSERT INTO guests (id, code) VALUES ('730415', '12E3'), ('0730415', '12000'), ('730415-old', '12E4')");
	const found = async (sql, guest) => (await query(2.5, sql, guest))[0].map(({ id }) => id);
	console.log(`who is 730415: ${await found('SELECT id FROM guests WHERE id = $1', { ...GUEST, id: '730415' })}`);
	console.log(`whose code is 12E3: ${await found('SELECT id FROM guests WHERE code = $4', GUEST)}`);
	process.exit(0);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
query of 2.2: 9007199254740993 +15551230147 02134 12E3
query of 2.3: 9007199254740992 15551230147 2134 12000
query of 2.5: 9007199254740992 15551230147 2134 12000
Insert of 2.5: 9007199254740993 +15551230147 02134 12E3
who is 730415: 730415,0730415,730415-old
whose code is 12E3: 730415,0730415
EXPECTED
