#!/usr/bin/env bash
# A node asks n8n for itself to read its ID, its name or the credentials that it names, often several times per call. Guess: `getNode()` returns the
# node of the workflow, so asking costs nothing, and two answers are the same object.
# n8n-core 2.40.3 copies the whole node each time, with all parameters at any depth. Three questions read each parameter three times, and a change in
# one answer is not in the next. For a trigger that answers hundreds of calls a second, ask once per call and pass on what you need.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps n8n-core@2.40.3 n8n-workflow@2.40.1
export N8N_USER_FOLDER=$folder N8N_ENCRYPTION_KEY=not-a-secret N8N_LOG_LEVEL=silent

cat > run.js <<'JS'
const { WebhookContext } = require('n8n-core');
const { Workflow } = require('n8n-workflow');

const description = { name: 'probe', properties: [], credentials: [], inputs: [], outputs: ['main'] };
const nodeTypes = { getByName: () => ({ description }), getByNameAndVersion: () => ({ description }), getKnownTypes: () => ({}) };
const node = { id: '1', name: 'Probe', type: 'probe', typeVersion: 1, position: [0, 0], parameters: {} };
const workflow = new Workflow({ id: '1', nodes: [node], connections: {}, active: false, nodeTypes });

let reads = 0;
const events = Array.from({ length: 100 }, (_, at) => `event ${at}`);
node.parameters = { events: new Proxy(events, { get: (list, name) => { if (/^\d+$/.test(String(name))) reads++; return list[name]; } }) };

const context = new WebhookContext(workflow, node, { httpRequest: {}, httpResponse: {} }, 'webhook', {}, [], null);
reads = 0;
const answers = [context.getNode(), context.getNode(), context.getNode()];
console.log(`two answers are one object: ${answers[0] === answers[1]}`);
console.log(`entries of a parameter of 100 that were read for three answers: ${reads}`);
answers[0].name = 'Changed';
console.log(`the name after a change: ${context.getNode().name}`);
process.exit(0);
JS
node run.js | tee seen.txt
grep -qx 'two answers are one object: false' seen.txt
grep -qx 'entries of a parameter of 100 that were read for three answers: 300' seen.txt
grep -qx 'the name after a change: Probe' seen.txt
