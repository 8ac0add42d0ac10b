#!/usr/bin/env bash
# n8n's Merge enriches guests with their visits, by ID. Some guests have several visits, one item each.
# Minimize Empty Fields is on, so that an empty value in a visit does not erase the guest's own. Guess: each
# item has the guest's fields and those of one visit, and the original guests stay as they were.
# Merge 3.2 of n8n-nodes-base 2.40.2 copies the guest's item, but not what is nested in it, and writes into that: all items of a guest
# have the nested values of the last visit, and so do $('Guests') and branches that run later. Without the option, each item has its own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { runWorkflow } = require('./nodes.cjs');

const guests = [{ id: 1, name: 'Mara', last: { store: null, check: 0 } }];
const VISITS = [{ id: 1, last: { store: 202, check: 12.5 } }, { id: 1, last: { store: 305, check: 8 } }];
async function merge(overrideEmpty) {
	const clashHandling = { values: { resolveClash: 'preferLast', mergeMode: 'deepMerge', overrideEmpty } };
	const parameters = { mode: 'combine', combineBy: 'combineByFields', fieldsToMatchString: 'id', joinMode: 'enrichInput1', options: { clashHandling } };
	const before = structuredClone(guests);
	const { Guests, Merged } = await runWorkflow(before, {
		Guests: { file: 'Transform/Limit/Limit', version: 1, parameters: { maxItems: 9, keep: 'firstItems' }, next: [['Merged', 'Visits']] },
		Visits: { file: 'Set/Set', version: 3.4, parameters: { mode: 'raw', jsonOutput: JSON.stringify({ visits: VISITS }), options: {} }, next: [['Each']] },
		Each: { file: 'Transform/SplitOut/SplitOut', version: 1, parameters: { fieldToSplitOut: 'visits', include: 'noOtherFields', options: {} }, next: [[['Merged', 1]]] },
		Merged: { file: 'Merge/Merge', version: 3.2, parameters },
	});
	console.log(`Minimize Empty Fields ${overrideEmpty ? 'on' : 'off'}`);
	for (const item of Merged[0][0]) console.log(`  merged: ${JSON.stringify(item)}`);
	console.log(`  Guests afterwards: ${JSON.stringify(Guests[0][0][0])}`);
}
(async () => {
	await merge(false);
	await merge(true);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Minimize Empty Fields off
  merged: {"id":1,"name":"Mara","last":{"store":202,"check":12.5}}
  merged: {"id":1,"name":"Mara","last":{"store":305,"check":8}}
  Guests afterwards: {"id":1,"name":"Mara","last":{"store":null,"check":0}}
Minimize Empty Fields on
  merged: {"id":1,"name":"Mara","last":{"store":305,"check":8}}
  merged: {"id":1,"name":"Mara","last":{"store":305,"check":8}}
  Guests afterwards: {"id":1,"name":"Mara","last":{"store":305,"check":8}}
EXPECTED
