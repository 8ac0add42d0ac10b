#!/usr/bin/env bash
# A custom node, or code, returns new items for the guests in another order, or for some of them, and does not say where
# each came from. A later expression looks back with $('Guests').item. Guess: n8n cannot know, and stops with an error.
# n8n-core 2.40.3 links by position if as many items come out as went in, and links all of them to the first
# if one went in: the expression silently gives another guest. Only a different number of items is an error.
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
const property = { displayName: 'Email', name: 'email', type: 'string', default: '' };
const typeOf = (execute, properties = []) => ({ description: { displayName: '', name: '', group: [], version: 1, defaults: {}, inputs: ['main'], outputs: ['main'], properties }, execute });
const nodeOf = (name, parameters = {}) => ({ id: name, name, type: name, typeVersion: 1, position: [0, 0], parameters });
const to = (node) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/** Each item's own value, and what the expression finds for it. */
async function told(guests, change) {
	const types = {
		Guests: typeOf(async () => [guests.map((email) => ({ json: { email }, pairedItem: 0 }))]),
		Code: typeOf(async function () {
			return [change(this.getInputData().map(({ json }) => ({ json })))];
		}),
		Reader: typeOf(async function () {
			return [this.getInputData().map(({ json }, i) => ({ json: { in: json.email, told: this.getNodeParameter('email', i) } }))];
		}, [property]),
	};
	const workflow = new Workflow({
		id: '1',
		active: false,
		nodes: [nodeOf('Guests'), nodeOf('Code'), nodeOf('Reader', { email: "={{ $('Guests').item.json.email }}" })],
		connections: { Guests: to('Code'), Code: to('Reader') },
		nodeTypes: { getByNameAndVersion: (name) => types[name], getByName: (name) => types[name], getKnownTypes: () => ({}) },
		settings: { executionOrder: 'v1' },
	});
	const stack = [{ node: workflow.getNode('Guests'), data: { main: [[{ json: {} }]] }, source: null }];
	const data = createRunExecutionData({ executionData: { contextData: {}, nodeExecutionStack: stack, metadata: {}, waitingExecution: {}, waitingExecutionSource: {} } });
	const hooks = new ExecutionLifecycleHooks('manual', '1', { id: '1', name: 'Guests' });
	const additional = { hooks, executionId: '1', currentNodeParameters: {}, instanceBaseUrl: HERE, restApiUrl: HERE, webhookBaseUrl: HERE, webhookWaitingBaseUrl: HERE, formWaitingBaseUrl: HERE, variables: {}, setExecutionStatus() {} };
	const { resultData } = (await new WorkflowExecute(additional, 'manual', data).processRunExecutionData(workflow)).data;
	if (resultData.error) return `error: ${resultData.error.message}`;
	return resultData.runData.Reader[0].data.main[0].map(({ json }) => `${json.in} is told ${json.told}`).join(', ');
}

const all = ['ada', 'bo', 'cy'];
(async () => {
	console.log('as they come:', await told(all, (items) => items));
	console.log('reversed:', await told(all, (items) => items.reverse()));
	console.log('one left out, one added:', await told(all, ([, ...rest]) => [...rest, { json: { email: 'di' } }]));
	console.log('two of three:', await told(all, ([, ...rest]) => rest));
	console.log('three of one:', await told(['ada'], () => all.map((email) => ({ json: { email } }))));
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
as they come: ada is told ada, bo is told bo, cy is told cy
reversed: cy is told ada, bo is told bo, ada is told cy
one left out, one added: bo is told ada, cy is told bo, di is told cy
two of three: error: Paired item data for item from node 'Code' is unavailable. Ensure 'Code' is providing the required output.
three of one: ada is told ada, bo is told ada, cy is told ada
EXPECTED
