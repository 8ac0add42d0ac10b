#!/usr/bin/env bash
# Guests go through Loop Over Items, two at a time. A node after the loop reports with $('Sent').all() how many were sent, and to whom first.
# Guess: it sees everything that the node in the loop has put out, in all of its runs.
# n8n-core 2.40.3, n8n-workflow 2.40.1: for a node in the loop, all(), first() and last() know only its last run. So the report is about the last
# batch, usually the smallest. The items that leave by "done" are those of all batches, and .item finds the right one for each.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { runWorkflow } = require('./nodes.cjs');

const TOLD = {
	all: "={{ $('Sent').all().length }}",
	first: "={{ $('Sent').first().json.guest }}",
	item: "={{ $('Sent').item.json.guest }}",
	input: '={{ $input.all().length }}',
};
const set = (values, includeOtherFields = true) => ({
	mode: 'manual',
	assignments: { assignments: Object.entries(values).map(([name, value]) => ({ id: name, name, type: 'string', value })) },
	...{ includeOtherFields, options: {} },
});
(async () => {
	const guests = [1, 2, 3, 4, 5].map((guest) => ({ guest }));
	const { Sent, Report } = await runWorkflow(guests, {
		Loop: { file: 'SplitInBatches/v3/SplitInBatchesV3', version: 3, parameters: { batchSize: 2, options: {} }, next: [['Report'], ['Sent']] },
		Sent: { file: 'Set/Set', version: 3.4, parameters: set({ sent: 'yes' }), next: [['Loop']] },
		Report: { file: 'Set/Set', version: 3.4, parameters: set(TOLD, false) },
	});
	console.log('Sent:', Sent.map(([items]) => items.map(({ guest }) => guest).join(' ')).join(', then '));
	for (const told of Report[0][0]) console.log(JSON.stringify(told));
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Sent: 1 2, then 3 4, then 5
{"all":"1","first":"5","item":"1","input":"5"}
{"all":"1","first":"5","item":"2","input":"5"}
{"all":"1","first":"5","item":"3","input":"5"}
{"all":"1","first":"5","item":"4","input":"5"}
{"all":"1","first":"5","item":"5","input":"5"}
EXPECTED
