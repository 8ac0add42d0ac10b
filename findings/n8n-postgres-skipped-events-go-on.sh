#!/usr/bin/env bash
# An event must be handled only once: n8n's Postgres node inserts its ID, with Skip on Conflict and a unique column, and its output
# goes on to the message. Guess: a row that was already there is not output, so nothing goes on; or every item goes on as it came in.
# Postgres 2.7 of n8n-nodes-base 2.40.2: of several events, the new ones go on, as rows of the table. If none
# is new, an item still goes on, with success: true and nothing else, so a single repeated event triggers the
# message again, without a guest. A SELECT query that finds nothing outputs nothing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps pg-promise@11.9.1 ssh2@1.17.0 @electric-sql/pglite@0.5.17 @electric-sql/pglite-socket@0.2.17

cat > run.cjs <<'JS'
const nodes = require('./nodes.cjs');

const place = { schema: { __rl: true, mode: 'name', value: 'public' }, table: { __rl: true, mode: 'name', value: 'events' } };
const events = (...ids) => ids.map((id) => ({ id, guest: 'mara@example.com' }));
(async () => {
	const { PGlite } = await import('@electric-sql/pglite');
	const { PGLiteSocketServer } = await import('@electric-sql/pglite-socket');
	const db = await PGlite.create();
	await db.exec('CREATE TABLE events (id TEXT UNIQUE, guest TEXT)');
	const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 10 });
	const port = await new Promise((resolve) => {
		server.addEventListener('listening', ({ detail }) => resolve(detail.port));
		void server.start();
	});
	nodes.credentials.postgres = { host: '127.0.0.1', port, database: 'postgres', user: 'postgres', password: 'none', maxConnections: 1, ssl: 'disable' };
	const run = async (label, parameters, items) => console.log(`${label}: ${JSON.stringify((await nodes.run('Postgres/Postgres', 2.7, { resource: 'database', ...place, ...parameters }, items))[0])}`);
	const insert = { operation: 'insert', columns: { mappingMode: 'autoMapInputData', matchingColumns: [], schema: [] }, options: { skipOnConflict: true } };
	await run('new', insert, events('e1'));
	await run('one new of three', insert, events('e1', 'e2', 'e1'));
	await run('a repeat', insert, events('e1'));
	await run('two repeats', insert, events('e1', 'e2'));
	await run('select of nobody', { operation: 'executeQuery', query: "SELECT * FROM events WHERE id = 'e9'", options: {} }, events('e9'));
	process.exit(0);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
new: [{"id":"e1","guest":"mara@example.com"}]
one new of three: [{"id":"e2","guest":"mara@example.com"}]
a repeat: [{"success":true}]
two repeats: [{"success":true}]
select of nobody: []
EXPECTED
