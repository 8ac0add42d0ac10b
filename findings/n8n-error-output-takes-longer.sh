#!/usr/bin/env bash
# A node with an error output passes on the rows of a long file, and none of them is an error. Guess: eight times as many rows take n8n eight times as
# long.
# n8n-core 2.40.3 takes each row from the front of the list, and with a list of 80,000 rows, all the others are moved each time. So these take far
# more than eight times as long as 10,000: more than twenty times. Without the error output, the guess is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps n8n-core@2.40.3 n8n-workflow@2.40.1
export N8N_USER_FOLDER=$PWD N8N_ENCRYPTION_KEY=not-a-secret N8N_LOG_LEVEL=silent

cat > run.cjs <<'JS'
require('reflect-metadata');
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, Workflow } = require('n8n-workflow');

const HERE = 'http://127.0.0.1/';
const FEW = 10_000;
const MANY = 8 * FEW;

/** A node that hands on so many rows. */
const rows = (count) => ({
	description: { name: 'rows', version: 1, inputs: ['main'], outputs: ['main'], properties: [], defaults: {} },
	execute: async () => [Array.from({ length: count }, (_, row) => ({ json: { row }, pairedItem: 0 }))],
});

/** CPU time of a run in milliseconds. */
async function cpu(count, onError) {
	const type = rows(count);
	const node = { id: '1', name: 'Rows', type: 'rows', typeVersion: 1, position: [0, 0], parameters: {}, onError };
	const nodeTypes = { getByNameAndVersion: () => type, getByName: () => type, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ id: '1', name: 'Guests', active: false, nodes: [node], connections: {}, nodeTypes, settings: { executionOrder: 'v1' } });
	const stack = [{ node: workflow.getNode('Rows'), data: { main: [[{ json: {} }]] }, source: null }];
	const data = createRunExecutionData({ executionData: { contextData: {}, nodeExecutionStack: stack, metadata: {}, waitingExecution: {}, waitingExecutionSource: {} } });
	const hooks = new ExecutionLifecycleHooks('manual', '1', { id: '1', name: 'Guests' });
	const execute = new WorkflowExecute({ hooks, executionId: '1', currentNodeParameters: {}, instanceBaseUrl: HERE, restApiUrl: HERE, webhookBaseUrl: HERE, webhookWaitingBaseUrl: HERE, formWaitingBaseUrl: HERE, variables: {}, setExecutionStatus() {} }, 'manual', data);
	const before = process.cpuUsage();
	const { resultData } = (await execute.processRunExecutionData(workflow)).data;
	const { user, system } = process.cpuUsage(before);
	if (resultData.error) throw resultData.error;
	if (resultData.runData.Rows[0].data.main[0].length !== count) throw new Error('Some rows are missing');
	return (user + system) / 1_000;
}

(async () => {
	for (const onError of ['stopWorkflow', 'continueErrorOutput']) {
		await cpu(FEW, onError);
		const few = await cpu(FEW, onError);
		const many = await cpu(MANY, onError);
		if (process.env.FIGURES) console.error(few, many);
		console.log(`${onError}: eight times as many rows take ${many / few > 20 ? 'more than twenty times' : 'about eight times'} as long`);
	}
	process.exit(0);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
stopWorkflow: eight times as many rows take about eight times as long
continueErrorOutput: eight times as many rows take more than twenty times as long
SEEN
