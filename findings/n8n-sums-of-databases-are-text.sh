#!/usr/bin/env bash
# A database sums each guest's points, and the workflow adds a bonus: {{ $json.points + 50 }}, with n8n's Postgres
# and MySQL nodes. The column is an integer. Guess: the sum of numbers is a number, like the column itself.
# n8n-nodes-base 2.40.2: in both, the column is a number, but its SUM is text, and so is every decimal; COUNT is text
# only in Postgres 2.7. 120 points and a bonus of 50 are 12050, and Summarize leaves such sums out. Two options make
# them numbers: Output Large-Format Numbers As: Numbers in Postgres, and Output Decimals as Numbers in MySQL 2.5.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps mysql2@3.23.1 pg-promise@11.9.1 ssh2@1.17.0 @electric-sql/pglite@0.5.17 @electric-sql/pglite-socket@0.2.17
. "$here/debian-mariadb"

cat > run.cjs <<'JS'
const mysql = require('mysql2/promise');
const nodes = require('./nodes.cjs');

const TABLE = 'CREATE TABLE visits (guest VARCHAR(20), points INT, spent NUMERIC(10, 2))';
const ROWS = "INSERT INTO visits VALUES ('Mara', 100, 12.50), ('Mara', 20, 8.00)";
const query = 'SELECT MAX(points) AS most, COUNT(*) AS visits, SUM(points) AS points, SUM(spent) AS spent FROM visits GROUP BY guest';
async function startPostgres() {
	const { PGlite } = await import('@electric-sql/pglite');
	const { PGLiteSocketServer } = await import('@electric-sql/pglite-socket');
	const db = await PGlite.create();
	await db.exec(`${TABLE}; ${ROWS}`);
	const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 10 });
	const port = await new Promise((resolve) => {
		server.addEventListener('listening', ({ detail }) => resolve(detail.port));
		void server.start();
	});
	return { host: '127.0.0.1', port, database: 'postgres', user: 'postgres', password: 'none', maxConnections: 1, ssl: 'disable' };
}
async function startMySql() {
	const login = { host: '127.0.0.1', port: Number(process.env.MARIADB_PORT), user: 'root', password: 'none' };
	const db = await mysql.createConnection({ ...login, multipleStatements: true });
	await db.query(`CREATE DATABASE guests; USE guests; ${TABLE}; ${ROWS}`);
	return { ...login, database: 'guests' };
}
(async () => {
	const ask = async (type, file, version, options) => {
		const credentials = nodes.credentials;
		for (const other of Object.keys(credentials)) delete credentials[other];
		credentials[type] = servers[type];
		const [[row]] = await nodes.run(file, version, { resource: 'database', operation: 'executeQuery', query, options }, [{}]);
		console.log(`${type} ${JSON.stringify(options)}: ${JSON.stringify(row)}, with a bonus of 50: ${row.points + 50}`);
	};
	const servers = { postgres: await startPostgres(), mySql: await startMySql() };
	await ask('postgres', 'Postgres/Postgres', 2.7, {});
	await ask('postgres', 'Postgres/Postgres', 2.7, { largeNumbersOutput: 'numbers' });
	await ask('mySql', 'MySql/MySql', 2.5, {});
	await ask('mySql', 'MySql/MySql', 2.5, { decimalNumbers: true });
	process.exit(0);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
postgres {}: {"most":100,"visits":"2","points":"120","spent":"20.50"}, with a bonus of 50: 12050
postgres {"largeNumbersOutput":"numbers"}: {"most":100,"visits":2,"points":120,"spent":20.5}, with a bonus of 50: 170
mySql {}: {"most":100,"visits":2,"points":"120","spent":"20.50"}, with a bonus of 50: 12050
mySql {"decimalNumbers":true}: {"most":100,"visits":2,"points":120,"spent":20.5}, with a bonus of 50: 170
EXPECTED
