#!/usr/bin/env bash
# A credential can hold expressions, such as one key for each brand. Guess: a node that reads its credential for an item, and then calls n8n's
# `httpRequestWithAuthentication` for that item, sends that item's key.
# n8n-core 2.40.3: `getCredentials(type, itemIndex)` reads it for the item, but the helper reads it again and names no item, so the first one counts:
# the address belongs to this item, the key to another. A third argument with `credentialsDecrypted` hands over what you have read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps n8n-core@2.40.3 n8n-workflow@2.40.1
export N8N_USER_FOLDER=$folder N8N_ENCRYPTION_KEY=not-a-secret N8N_LOG_LEVEL=silent

cat > run.js <<'JS'
const { createServer } = require('node:http');
const { ExecuteContext } = require('n8n-core');
const { createEmptyRunExecutionData, Workflow } = require('n8n-workflow');

const ITEMS = [{ json: { brand: 'first' } }, { json: { brand: 'second' } }];
/** A credential whose key is an expression: of the item that n8n resolves it for. */
const resolve = (itemIndex = 0) => ({ key: `key-of-${ITEMS[itemIndex].json.brand}` });
const credentialsHelper = {
	isCredentialUsableByNode: () => true,
	getParentTypes: () => [],
	getDecrypted: async (...given) => resolve(given.at(-1)?.itemIndex),
	preAuthentication: async () => undefined,
	authenticate: async ({ key }, _type, options) => ({ ...options, headers: { key } }),
};

const description = { name: 'probe', properties: [], credentials: [{ name: 'api' }], inputs: ['main'], outputs: ['main'] };
const nodeTypes = { getByName: () => ({ description }), getByNameAndVersion: () => ({ description }), getKnownTypes: () => ({}) };
const node = { id: '1', name: 'Probe', type: 'probe', typeVersion: 1, position: [0, 0], parameters: {}, credentials: { api: { id: '1', name: 'api' } } };
const workflow = new Workflow({ id: '1', nodes: [node], connections: {}, active: false, nodeTypes });

const server = createServer((request, response) => response.end(request.headers.key)).listen(0, '127.0.0.1', async () => {
	const url = `http://127.0.0.1:${server.address().port}/`;
	const context = new ExecuteContext(
		workflow, node, { credentialsHelper, executionId: '1', currentNodeParameters: {} }, 'internal',
		createEmptyRunExecutionData(), 0, ITEMS, { main: [ITEMS] }, { node, data: { main: [ITEMS] }, source: null }, [],
	);
	const data = await context.getCredentials('api', 1);
	const call = async (...more) => await context.helpers.httpRequestWithAuthentication.call(context, 'api', { url }, ...more);
	console.log(`read for the second item: ${data.key}`);
	console.log(`sent: ${await call()}`);
	console.log(`sent with what was read: ${await call({ credentialsDecrypted: { id: '1', name: 'api', type: 'api', data } })}`);
	process.exit(0);
});
JS
node run.js | tee seen.txt
grep -qx 'read for the second item: key-of-second' seen.txt
grep -qx 'sent: key-of-first' seen.txt
grep -qx 'sent with what was read: key-of-second' seen.txt
