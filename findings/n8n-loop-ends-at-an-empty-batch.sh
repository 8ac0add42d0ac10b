#!/usr/bin/env bash
# A long list of guests goes through Loop Over Items, ten at a time, and in the loop a Filter keeps those who have changed. Guess: if none of the ten
# has, the loop goes on with the next ten.
# n8n-nodes-base 2.40.2, Loop Over Items 3, with n8n-core 2.40.3: a batch from which nothing comes back ends the loop. The guests after it are never
# looked at. Nothing leaves by "done", so no node after the loop runs, and the execution is a success. Always Output Data on the Filter makes the loop
# go on, with an empty item in the result.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { runWorkflow } = require('./nodes.cjs');

const operator = { type: 'boolean', operation: 'true', singleValue: true };
const options = { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 };
const conditions = { options, combinator: 'and', conditions: [{ id: '1', leftValue: '={{ $json.changed }}', rightValue: '', operator }] };
const show = async (label, changed, settings) => {
	const guests = changed.map((one, index) => ({ guest: index + 1, changed: one }));
	const { loop, changed: filtered } = await runWorkflow(guests, {
		loop: { file: 'SplitInBatches/v3/SplitInBatchesV3', version: 3, parameters: { batchSize: 2, options: {} }, next: [[], ['changed']] },
		changed: { file: 'Filter/Filter', version: 2.2, parameters: { conditions, options: {} }, settings, next: [['loop']] },
	});
	const done = loop.flatMap(([items]) => items).map(({ guest }) => guest ?? 'an empty one');
	console.log(`${label}: ${filtered.length} of 3 batches, by "done" ${done.length > 0 ? `guests ${done}` : 'nothing'}`);
};
(async () => {
	await show('one of each batch has changed', [true, false, true, false, true, false]);
	await show('none of the second has', [true, false, false, false, true, true]);
	await show('none of the last has', [true, false, true, false, false, false]);
	await show('none of the second has, Always Output Data', [true, false, false, false, true, true], { alwaysOutputData: true });
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
one of each batch has changed: 3 of 3 batches, by "done" guests 1,3,5
none of the second has: 2 of 3 batches, by "done" nothing
none of the last has: 3 of 3 batches, by "done" nothing
none of the second has, Always Output Data: 3 of 3 batches, by "done" guests 1,an empty one,5,6
EXPECTED
