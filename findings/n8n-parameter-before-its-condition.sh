#!/usr/bin/env bash
# n8n works out the parameters of every node of a workflow at each webhook call. Guess: each once, or twice,
# wherever it stands; the order of a node's parameters only matters to the editor.
# n8n-workflow 2.40.1: a parameter that stands before one that decides whether it is shown is worked out
# again, once more for each such one. Twelve parameters of which each depends on all before it: 24 looks at
# a default, and 156 for the same parameters with the last one first. The result is the same. All parameters
# of one name count as one here, so it also happens to a parameter whose namesake has the condition.
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
