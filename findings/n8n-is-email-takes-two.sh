#!/usr/bin/env bash
# Guests without a proper address are filtered out with isEmail(). Guess: a cell in which somebody has put two
# addresses is none.
# n8n-workflow 2.40.1 says true for two with a comma or a semicolon between them; a space makes it false.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps --ignore-scripts n8n-workflow@2.40.1

cat > evaluate.cjs <<'JS'
const { Workflow } = require('n8n-workflow');

const node = { id: '1', name: 'Guests', type: 'guests', typeVersion: 1, position: [0, 0], parameters: {} };
const type = { description: { displayName: 'Guests', name: 'guests', version: 1, properties: [] } };
const nodeTypes = { getByNameAndVersion: () => type, getByName: () => type, getKnownTypes: () => ({}) };
const settings = { timezone: 'America/New_York' };
const workflow = new Workflow({ id: '1', nodes: [node], connections: {}, active: false, nodeTypes, settings });
const evaluate = (expression) =>
	workflow.expression.getParameterValue(`={{ ${expression} }}`, null, 0, 0, 'Guests', [], 'manual', {});
const both = [',', ', ', ';'].map((between) => `mara@example.com${between}ana@example.com`);
for (const text of ['mara@example.com', ...both, 'mara@example']) {
	console.log(`${text}: ${evaluate(`'${text}'.isEmail()`)}`);
}
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
mara@example.com: true
mara@example.com,ana@example.com: true
mara@example.com, ana@example.com: false
mara@example.com;ana@example.com: true
mara@example: false
EXPECTED
