#!/usr/bin/env bash
# A node is set to continue when it fails, with an error output that tells somebody. Guess: if the node fails as a whole, its items leave by the error
# output, or with an error in them.
# n8n-core 2.40.3 with n8n-nodes-base 2.40.2: that is up to the node. If a node just throws, as Sort 1 does, its input items leave by the normal
# output, as if it had worked; nothing leaves by the error output, and the execution is a success. Remove Duplicates 2 turns all items into one, with
# the error and none of their fields. Edit Fields 3.4 sends the guest who failed to the error output.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { runWorkflow } = require('./nodes.cjs');

const handOn = { file: 'Set/Set', version: 3.4, parameters: { mode: 'manual', assignments: { assignments: [] }, includeOtherFields: true, options: {} } };
const NODES = {
	'Sort by a field that is not there': { file: 'Transform/Sort/Sort', version: 1, parameters: { type: 'simple', sortFieldsUi: { sortField: [{ fieldName: 'points', order: 'descending' }] }, options: {} } },
	'Remove Duplicates by such a field': { file: 'Transform/RemoveDuplicates/RemoveDuplicates', version: 2, parameters: { operation: 'removeDuplicateInputItems', compare: 'selectedFields', fieldsToCompare: 'points', options: {} } },
	'Edit Fields, a number that is none': { file: 'Set/Set', version: 3.4, parameters: { mode: 'manual', assignments: { assignments: [{ id: '1', name: 'number', type: 'number', value: '={{ $json.guest }}' }] }, includeOtherFields: true, options: {} } },
};
(async () => {
	for (const [label, node] of Object.entries(NODES)) {
		for (const onError of ['continueRegularOutput', 'continueErrorOutput']) {
			const { Worked = [[[]]], Failed = [[[]]] } = await runWorkflow([{ guest: 'Mara' }, { guest: '730415' }], {
				Node: { ...node, settings: { onError }, next: [['Worked'], ['Failed']] },
				Worked: handOn,
				Failed: handOn,
			});
			console.log(`${label}, ${onError}: normal ${JSON.stringify(Worked[0][0])}, error ${JSON.stringify(Failed[0][0])}`);
		}
	}
})();
JS
seen=$(node run.cjs 2>/dev/null)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Sort by a field that is not there, continueRegularOutput: normal [{"guest":"Mara"},{"guest":"730415"}], error []
Sort by a field that is not there, continueErrorOutput: normal [{"guest":"Mara"},{"guest":"730415"}], error []
Remove Duplicates by such a field, continueRegularOutput: normal [{"error":"'points' field is missing from some input items"}], error []
Remove Duplicates by such a field, continueErrorOutput: normal [], error [{"error":"'points' field is missing from some input items"}]
Edit Fields, a number that is none, continueRegularOutput: normal [{"error":"'number' expects a number but we got 'Mara' [item 0]"},{"guest":"730415","number":730415}], error []
Edit Fields, a number that is none, continueErrorOutput: normal [{"guest":"730415","number":730415}], error [{"guest":"Mara","error":"'number' expects a number but we got 'Mara' [item 0]"}]
EXPECTED
