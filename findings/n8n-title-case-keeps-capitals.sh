#!/usr/bin/env bash
# A point of sale writes the names of guests in capitals. Guess: toTitleCase() makes MARA GARCIA-LOPEZ Mara
# Garcia-Lopez.
# n8n-workflow 2.40.1 changes the first letter of each word only, so capitals stay; with toLowerCase() before, as in
# mara garcia-lopez, it is right, but O'NEIL becomes O'neil.
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
for (const expression of [
	"'MARA GARCIA-LOPEZ'.toTitleCase()",
	"'MARA GARCIA-LOPEZ'.toLowerCase().toTitleCase()",
	`"O'NEIL".toLowerCase().toTitleCase()`,
]) {
	console.log(expression, evaluate(expression));
}
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
'MARA GARCIA-LOPEZ'.toTitleCase() MARA GARCIA-LOPEZ
'MARA GARCIA-LOPEZ'.toLowerCase().toTitleCase() Mara Garcia-Lopez
"O'NEIL".toLowerCase().toTitleCase() O'neil
EXPECTED
