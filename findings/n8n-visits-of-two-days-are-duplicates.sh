#!/usr/bin/env bash
# Visits come from a table in PostgreSQL with n8n's Postgres node, and Remove Duplicates takes out what is there twice, comparing All Fields, which is
# its default. Or Edit Fields makes text of the day of a visit, and Summarize counts visits by day. Guess: visits of different days are different, and
# a day is a day.
# Postgres up to 2.6 of n8n-nodes-base 2.40.2, which workflows from before 2.7 keep, hands on a day as JavaScript's Date. It looks like text in the
# editor, but Remove Duplicates 2 does not see it: of a guest's visits one is left. Edit Fields 3.4 and Summarize 1.1 put it in quotes,
# which go along to Braze. Postgres 2.7 hands on text.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps pg-promise@11.9.1 ssh2@1.17.0 @electric-sql/pglite@0.5.17 @electric-sql/pglite-socket@0.2.17

cat > run.cjs <<'JS'
const { credentials, runWorkflow } = require('./nodes.cjs');

async function startPostgres() {
	const { PGlite } = await import('@electric-sql/pglite');
	const { PGLiteSocketServer } = await import('@electric-sql/pglite-socket');
	const db = await PGlite.create();
	await db.exec("CREATE TABLE visits (guest TEXT, day DATE); INSERT INTO visits VALUES ('Mara', '2026-03-01'), ('Mara', '2026-03-14'), ('Mara', '2026-03-14')");
	const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 10 });
	const port = await new Promise((resolve) => {
		server.addEventListener('listening', ({ detail }) => resolve(detail.port));
		void server.start();
	});
	return { host: '127.0.0.1', port, database: 'postgres', user: 'postgres', password: 'none', maxConnections: 1, ssl: 'disable' };
}
const summary = { fieldsToSummarize: { values: [{ aggregation: 'count', field: 'guest' }] }, fieldsToSplitBy: 'day' };
const text = { assignments: [{ id: '1', name: 'day', type: 'string', value: '={{ $json.day }}' }] };
(async () => {
	credentials.postgres = await startPostgres();
	for (const version of [2.6, 2.7]) {
		const visits = { file: 'Postgres/Postgres', version, parameters: { resource: 'database', operation: 'executeQuery', query: 'SELECT * FROM visits', options: {} } };
		const seen = await runWorkflow([{}], {
			Visits: { ...visits, settings: { credentials: { postgres: { id: '1', name: 'postgres' } } }, next: [['Unique', 'Text', 'Days']] },
			Unique: { file: 'Transform/RemoveDuplicates/RemoveDuplicates', version: 2, parameters: { operation: 'removeDuplicateInputItems', compare: 'allFields', options: {} } },
			Text: { file: 'Set/Set', version: 3.4, parameters: { mode: 'manual', assignments: text, options: {} } },
			Days: { file: 'Transform/Summarize/Summarize', version: 1.1, parameters: { ...summary, options: {} } },
		});
		console.log(`Postgres ${version}`);
		for (const [name, [[items]]] of Object.entries(seen).slice(1)) console.log(`  ${name}: ${JSON.stringify(items)}`);
	}
	process.exit(0);
})();
JS
seen=$(TZ=UTC node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Postgres 2.6
  Visits: [{"guest":"Mara","day":"2026-03-01T00:00:00.000Z"},{"guest":"Mara","day":"2026-03-14T00:00:00.000Z"},{"guest":"Mara","day":"2026-03-14T00:00:00.000Z"}]
  Days: [{"count_guest":1,"day":"\"2026-03-01T00:00:00.000Z\""},{"count_guest":2,"day":"\"2026-03-14T00:00:00.000Z\""}]
  Text: [{"day":"\"2026-03-01T00:00:00.000Z\""},{"day":"\"2026-03-14T00:00:00.000Z\""},{"day":"\"2026-03-14T00:00:00.000Z\""}]
  Unique: [{"guest":"Mara","day":"2026-03-01T00:00:00.000Z"}]
Postgres 2.7
  Visits: [{"guest":"Mara","day":"2026-03-01"},{"guest":"Mara","day":"2026-03-14"},{"guest":"Mara","day":"2026-03-14"}]
  Days: [{"count_guest":1,"day":"2026-03-01"},{"count_guest":2,"day":"2026-03-14"}]
  Text: [{"day":"2026-03-01"},{"day":"2026-03-14"},{"day":"2026-03-14"}]
  Unique: [{"guest":"Mara","day":"2026-03-01"},{"guest":"Mara","day":"2026-03-14"}]
EXPECTED
