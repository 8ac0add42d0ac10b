#!/usr/bin/env bash
# n8n's Merge combines guests from two systems by ID, and both systems have a list of tags or rewards. Guess: where
# both have the field, the second input's list wins, like any other value; or the result has the entries of both.
# Merge 3.2 of n8n-nodes-base 2.40.2 merges lists position by position: the second input's tags come first, then whatever the
# first list has beyond them. A reward that is gone is still there, and two rewards in the same position have their fields
# mixed. An empty list changes nothing, so tags cannot be removed. Merging Nested Fields: Shallow Merge takes the second list.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const punchh = [
	{ id: 1, tags: ['vip', 'vegan', 'lapsed'] },
	{ id: 2, tags: ['lapsed'] },
	{ id: 3, rewards: [{ name: 'Taco', expires: '2026-12-01' }, { name: 'Soda' }] },
];
const braze = [
	{ id: 1, tags: ['family'] },
	{ id: 2, tags: [] },
	{ id: 3, rewards: [{ name: 'Nachos' }] },
];
async function merge(mergeMode) {
	const clashHandling = { values: { resolveClash: 'preferLast', mergeMode } };
	const parameters = { mode: 'combine', combineBy: 'combineByFields', fieldsToMatchString: 'id', joinMode: 'enrichInput1', options: mergeMode ? { clashHandling } : {} };
	const [merged] = await run('Merge/Merge', 3.2, parameters, punchh, braze);
	for (const { id, ...fields } of merged) console.log(`${mergeMode ?? 'without options'}: ${JSON.stringify(fields)}`);
}
(async () => {
	await merge();
	await merge('deepMerge');
	await merge('shallowMerge');
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
without options: {"tags":["family","vegan","lapsed"]}
without options: {"tags":["lapsed"]}
without options: {"rewards":[{"name":"Nachos","expires":"2026-12-01"},{"name":"Soda"}]}
deepMerge: {"tags":["family","vegan","lapsed"]}
deepMerge: {"tags":["lapsed"]}
deepMerge: {"rewards":[{"name":"Nachos","expires":"2026-12-01"},{"name":"Soda"}]}
shallowMerge: {"tags":["family"]}
shallowMerge: {"tags":[]}
shallowMerge: {"rewards":[{"name":"Nachos"}]}
EXPECTED
