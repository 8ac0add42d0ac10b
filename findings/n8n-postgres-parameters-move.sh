#!/usr/bin/env bash
# A query of n8n's Postgres node has two parameters, {{ $json.name }},{{ $json.email }}. One guest is Garcia, Mara, as
# point-of-sale systems write it; another has no name. Guess: one expression gives one parameter, whatever is in it.
# Postgres 2.7 of n8n-nodes-base 2.40.2 (since 2.5; 2.4 does as guessed) splits each value at its commas: Garcia becomes the
# name, Mara the email, and the real email is silently left over. An UPDATE with a city such as Austin, TX finds nobody and
# reports success. null becomes the word "null". An empty or missing value takes no place, so the next one moves up: an error,
# unless there is a spare one. A single expression that gives a list, {{ [$json.name, $json.email] }}, gets all of these right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps pg-promise@11.9.1 ssh2@1.17.0 @electric-sql/pglite@0.5.17 @electric-sql/pglite-socket@0.2.17

cat > run.cjs <<'JS'
const nodes = require('./nodes.cjs');

const EACH = '={{ $json.name }},{{ $json.email }},{{ $json.store }}';
const LIST = '={{ [$json.name, $json.email, $json.store] }}';
const MARA = { name: 'Mara Garcia', email: 'mara@example.com', store: 'Reno' };
const GUESTS = [MARA, { ...MARA, name: 'Garcia, Mara' }, { ...MARA, name: null }, { ...MARA, name: '' }];
(async () => {
	const { PGlite } = await import('@electric-sql/pglite');
	const { PGLiteSocketServer } = await import('@electric-sql/pglite-socket');
	const db = await PGlite.create();
	await db.exec('CREATE TABLE guests (name TEXT, email TEXT, city TEXT)');
	const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 10 });
	const port = await new Promise((resolve) => {
		server.addEventListener('listening', ({ detail }) => resolve(detail.port));
		void server.start();
	});
	nodes.credentials.postgres = { host: '127.0.0.1', port, database: 'postgres', user: 'postgres', password: 'none', maxConnections: 1, ssl: 'disable' };
	const query = (version, sql, queryReplacement, guest) => nodes.run('Postgres/Postgres', version, { resource: 'database', operation: 'executeQuery', query: sql, options: { queryReplacement } }, [guest]).then(([[item]]) => JSON.stringify(item), ({ message }) => message);
	for (const [label, version, parameters] of [['2.4', 2.4, EACH], ['2.7', 2.7, EACH], ['2.7, a list', 2.7, LIST]]) {
		for (const guest of GUESTS) {
			await db.exec('DELETE FROM guests');
			// The third parameter is one too many, as after a column was taken out of the query.
			const said = await query(version, 'INSERT INTO guests (name, email) VALUES ($1, $2)', parameters, guest);
			const { rows } = await db.query('SELECT name, email FROM guests');
			console.log(`${label}: ${JSON.stringify(guest.name)} ${said}, stored ${JSON.stringify(rows[0])}`);
		}
	}
	await db.exec("DELETE FROM guests; INSERT INTO guests (name, email) VALUES ('Mara', 'mara@example.com')");
	const said = await query(2.7, 'UPDATE guests SET city = $1 WHERE email = $2', '={{ $json.city }},{{ $json.email }}', { ...MARA, city: 'Austin, TX' });
	console.log(`Austin, TX: ${said}, stored ${JSON.stringify((await db.query('SELECT city FROM guests')).rows[0])}`);
	process.exit(0);
})();
JS
seen=$(node run.cjs 2>/dev/null)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
2.4: "Mara Garcia" {"success":true}, stored {"name":"Mara Garcia","email":"mara@example.com"}
2.4: "Garcia, Mara" {"success":true}, stored {"name":"Garcia, Mara","email":"mara@example.com"}
2.4: null {"success":true}, stored {"name":null,"email":"mara@example.com"}
2.4: "" {"success":true}, stored {"name":"","email":"mara@example.com"}
2.7: "Mara Garcia" {"success":true}, stored {"name":"Mara Garcia","email":"mara@example.com"}
2.7: "Garcia, Mara" {"success":true}, stored {"name":"Garcia","email":"Mara"}
2.7: null {"success":true}, stored {"name":"null","email":"mara@example.com"}
2.7: "" {"success":true}, stored {"name":"mara@example.com","email":"Reno"}
2.7, a list: "Mara Garcia" {"success":true}, stored {"name":"Mara Garcia","email":"mara@example.com"}
2.7, a list: "Garcia, Mara" {"success":true}, stored {"name":"Garcia, Mara","email":"mara@example.com"}
2.7, a list: null {"success":true}, stored {"name":null,"email":"mara@example.com"}
2.7, a list: "" {"success":true}, stored {"name":"","email":"mara@example.com"}
Austin, TX: {"success":true}, stored {"city":null}
EXPECTED
