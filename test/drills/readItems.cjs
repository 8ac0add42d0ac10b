// Prints the content_ids that the Punchh Trigger put out, one array for each execution. Run by the
// Node that n8n runs on, which can read SQLite: readItems.cjs <database> <workflow ID>
const { DatabaseSync } = require('node:sqlite');
const { parse } = require('flatted');

const [database, workflowId] = process.argv.slice(2);
const rows = new DatabaseSync(database, { readOnly: true })
	.prepare(
		'SELECT d.data AS data FROM execution_entity e JOIN execution_data d ON d.executionId = e.id WHERE e.workflowId = ? ORDER BY e.id',
	)
	.iterate(workflowId);

const executions = [];
for (const { data } of rows) {
	const [run] = parse(data).resultData.runData['Punchh Trigger'] ?? [];
	executions.push((run?.data?.main?.[0] ?? []).map(({ json }) => json.content_id));
}
process.stdout.write(JSON.stringify(executions));
