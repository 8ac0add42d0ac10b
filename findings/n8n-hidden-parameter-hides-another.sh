#!/usr/bin/env bash
# A node's parameter has a condition on another one, which is hidden itself, because it belongs to another operation. Guess: what is hidden has no
# value, so the condition is not met, in the editor as in a run.
# n8n-workflow 2.40.1: the editor's function (displayParameter) sees no value, and shows the parameter. When a workflow is opened for a run
# (getNodeParameters), the hidden one has its default: it hides the parameter, and what somebody has typed there is dropped without an error. So a
# node that is right in every panel sends a message to nobody, or without the ID. A condition has to name the operation as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps --ignore-scripts n8n-workflow@2.40.1

cat > read.js <<'JS'
const { NodeHelpers } = require('n8n-workflow');
const choice = (name, first, second, operation) => ({
	displayName: name,
	name,
	type: 'options',
	options: [first, second].map((value) => ({ name: value, value })),
	default: first,
	displayOptions: { show: { operation: [operation] } },
});
const properties = [
	{ ...choice('operation', 'send', 'delete'), displayOptions: {} },
	choice('sendTo', 'id', 'email', 'send'),
	choice('findBy', 'email', 'id', 'delete'),
	{
		displayName: 'ID',
		name: 'id',
		type: 'string',
		default: '',
		displayOptions: { hide: { sendTo: ['email'], findBy: ['email'] } },
	},
];
const typed = { operation: 'send', sendTo: 'id', id: '730415' };
const node = { typeVersion: 1 };
const shown = properties.filter((one) => NodeHelpers.displayParameter(typed, one, node, { properties }));
console.log(`shown: ${shown.map(({ name }) => name).join()}`);
const run = NodeHelpers.getNodeParameters(properties, typed, true, false, node, { properties });
console.log(`in a run: ${JSON.stringify(run)}`);
JS
node read.js | tee seen.txt
grep -qxF 'shown: operation,sendTo,id' seen.txt
grep -qxF 'in a run: {"operation":"send","sendTo":"id"}' seen.txt
