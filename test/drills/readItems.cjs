// Prints what the Punchh Trigger put out: for each execution its status and the content_ids. Run by
// the Node that n8n runs on, which can read SQLite, and with n8n's packages at hand:
// readItems.cjs <file of SQLite or URL of PostgreSQL> <workflow ID>
const { parse } = require('flatted');

const [database, workflowId] = process.argv.slice(2);

const SQL =
	'SELECT e.status, d.data FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id WHERE e."workflowId" = ? ORDER BY e.id';

function fromSqlite() {
	const { DatabaseSync } = require('node:sqlite');
	return new DatabaseSync(database, { readOnly: true, timeout: 5_000 })
		.prepare(SQL)
		.iterate(workflowId);
}

async function fromPostgres() {
	const { Client } = require('pg');
	const client = new Client(database);
	await client.connect();
	const { rows } = await client.query(SQL.replace('?', '$1'), [workflowId]);
	await client.end();
	return rows;
}

async function main() {
	const rows = await (database.startsWith('postgres:') ? fromPostgres() : fromSqlite());
	const executions = Array.from(rows, ({ status, data }) => {
		const [run] = parse(data).resultData.runData['Punchh Trigger'] ?? [];
		const contentIds = (run?.data?.main?.[0] ?? []).map(({ json }) => json.content_id);
		return { status, contentIds };
	});
	process.stdout.write(JSON.stringify(executions));
}

void main();
