#!/usr/bin/env bash
# n8n resolves the parameters of every node in a workflow at each webhook call. Guess: each one once or twice,
# wherever it stands; the order of a node's parameters only matters to the editor.
# n8n-workflow 2.40.1 resolves a parameter again if it stands before one that decides whether it is shown, once more for each of those.
# Twelve parameters, each depending on all before it, take 24 looks at a default; the same parameters with the last one first take 156. The
# result is the same. All parameters of one name count as one here, so this also happens to a parameter whose namesake has the condition.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps --ignore-scripts n8n-workflow@2.40.1

cat > look.cjs <<'JS'
const { NodeHelpers } = require('n8n-workflow');

const COUNT = 12;

/** How often defaults are looked at, and how many parameters come out. */
function looks(inOrder) {
	let count = 0;
	const parameters = Array.from({ length: COUNT }, (_, index) => ({
		displayName: `Step ${index}`,
		name: `step${index}`,
		type: 'string',
		get default() {
			count++;
			return 'on';
		},
		...(index > 0 && {
			displayOptions: {
				show: Object.fromEntries(Array.from({ length: index }, (_, i) => [`step${i}`, ['on']])),
			},
		}),
	}));
	const properties = inOrder ? parameters : parameters.reverse();
	const node = { id: '1', name: 'A', type: 'a', typeVersion: 1, position: [0, 0], parameters: {} };
	const values = NodeHelpers.getNodeParameters(properties, {}, true, false, node, { properties });
	return `${count} looks, ${Object.keys(values).length} parameters`;
}

console.log(`what decides first: ${looks(true)}`);
console.log(`what decides last: ${looks(false)}`);
JS
seen=$(node look.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
what decides first: 24 looks, 12 parameters
what decides last: 156 looks, 12 parameters
EXPECTED
