#!/usr/bin/env bash
# n8n's MySQL node inserts new guests and should leave existing ones alone: Skip on Conflict, which says that it ignores
# a row if a unique constraint is violated. Guess: any other problem with a row is still an error, as without the option.
# MySQL 2.5 of n8n-nodes-base 2.40.2 sends INSERT IGNORE, which makes MariaDB 10.11.19 turn all errors into warnings and store what it can:
# an address that is too long is cut off, 1,250 points become 1, missing points in a required column become 0, an unreadable birthday becomes
# 0000-00-00, and a tier that is not in the list becomes empty. The node reports success. Without the option, all of these are errors.
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
const BO = { email: 'bo@example.com', points: 40, birthday: '1990-03-14', tier: 'gold' };
const ROWS = [
	['a long address', { ...BO, email: 'a.guest.with.a.long.name@example.com' }],
	['points as text', { ...BO, email: 'ana@example.com', points: '1,250' }],
	['no points', { ...BO, email: 'zoe@example.com', points: null }],
	['an American birthday', { ...BO, email: 'kai@example.com', birthday: '3/14/1990' }],
	['an unknown tier', { ...BO, email: 'li@example.com', tier: 'platinum' }],
	['there already', { ...BO, points: 41 }],
];
(async () => {
	const db = await mysql.createConnection({ ...login, multipleStatements: true, dateStrings: true });
	await db.query(`CREATE DATABASE guests; USE guests;
		CREATE TABLE guests (email VARCHAR(24) UNIQUE, points INT NOT NULL, birthday DATE, tier ENUM('bronze', 'gold'))`);
	const table = { __rl: true, mode: 'name', value: 'guests' };
	for (const [label, guest] of ROWS) {
		const results = [];
		for (const skipOnConflict of [false, true]) {
			await db.query('DELETE FROM guests; INSERT INTO guests VALUES (?)', [Object.values(BO)]);
			const parameters = { operation: 'insert', table, dataMode: 'autoMapInputData', options: { skipOnConflict } };
			const said = await nodes.run('MySql/MySql', 2.5, parameters, [guest]).then(([[item]]) => JSON.stringify(item), ({ message }) => message);
			const [rows] = await db.query("SELECT CONCAT_WS(' ', email, points, birthday, CONCAT('[', tier, ']')) AS guest FROM guests WHERE email <> ? OR points <> ?", [BO.email, BO.points]);
			results.push(`${said}, stored: ${rows[0]?.guest ?? 'nothing'}`);
		}
		console.log(`${label}\n  without: ${results[0]}\n  with: ${results[1]}`);
	}
	process.exit(0);
})();
JS
seen=$(node run.cjs 2>/dev/null)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
a long address
  without: Data too long for column 'email' at row 1, stored: nothing
  with: {"success":true}, stored: a.guest.with.a.long.name 40 1990-03-14 [gold]
points as text
  without: Data truncated for column 'points' at row 1, stored: nothing
  with: {"success":true}, stored: ana@example.com 1 1990-03-14 [gold]
no points
  without: Column 'points' cannot be null, stored: nothing
  with: {"success":true}, stored: zoe@example.com 0 1990-03-14 [gold]
an American birthday
  without: Incorrect date value: '3/14/1990' for column `guests`.`guests`.`birthday` at row 1, stored: nothing
  with: {"success":true}, stored: kai@example.com 40 0000-00-00 [gold]
an unknown tier
  without: Data truncated for column 'tier' at row 1, stored: nothing
  with: {"success":true}, stored: li@example.com 40 1990-03-14 []
there already
  without: Duplicate entry 'bo@example.com' for key 'email', stored: nothing
  with: {"success":true}, stored: nothing
EXPECTED
