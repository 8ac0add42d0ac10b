#!/usr/bin/env bash
# Guess: `noDataExpression` keeps a parameter of a node out of the hands of a model that uses the node as a tool, because n8n turns an expression in
# it into plain text.
# n8n-workflow 2.40.1 makes one exception: an expression that is nothing but `$fromAI(...)` stays one, and n8n fills in what the model says. So a
# switch such as "really delete" is only a person's if the node itself refuses an expression there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts n8n-workflow@2.40.1

cat > read.js <<'JS'
const { NodeHelpers } = require('n8n-workflow');
const properties = [
	{ displayName: 'Confirm', name: 'confirm', type: 'boolean', default: false, noDataExpression: true },
];
for (const confirm of ["={{ $fromAI('confirm', '', 'boolean') }}", '={{ $json.confirm }}']) {
	const read = NodeHelpers.getNodeParameters(properties, { confirm }, true, false, null, { properties });
	console.log(`${confirm} becomes ${read.confirm}`);
}
JS
node read.js | tee seen.txt
grep -qxF "={{ \$fromAI('confirm', '', 'boolean') }} becomes ={{ \$fromAI('confirm', '', 'boolean') }}" seen.txt
grep -qxF '={{ $json.confirm }} becomes {{ $json.confirm }}' seen.txt
