#!/usr/bin/env bash
# A condition keeps the guests who have opted in, and a CSV says so with a word. Guess: with Convert Types, "no", "off" and "unsubscribed" are not
# true, or an error; and whatever they are, the rest of n8n agrees.
# Filter 2.2 of n8n-nodes-base 2.40.2 takes every text for true except "", "false" (in any case) and whatever is the number 0; If and Switch share its
# code. A blank before "false" makes it true. toBoolean() of n8n-workflow 2.40.1 has another list: "no" is false, "0.0" is true. Edit Fields refuses
# everything but "true", "false", 0 and 1.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
. "$here/n8n-expressions"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');
const { evaluate } = require('./expressions.cjs');

const operator = { type: 'boolean', operation: 'true', singleValue: true };
const options = { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 };
const conditions = { options, combinator: 'and', conditions: [{ id: '1', leftValue: '={{ $json.optIn }}', rightValue: '', operator }] };
const filter = { conditions, looseTypeValidation: true, options: {} };
const assignments = { assignments: [{ id: '1', name: 'optIn', type: 'boolean', value: '={{ $json.optIn }}' }] };
const editFields = { mode: 'manual', assignments, include: 'none', options: {} };
(async () => {
	for (const optIn of ['yes', 'no', 'off', 'unsubscribed', 'FALSE', ' false', '0', '0.0', '']) {
		const [kept] = await run('Filter/Filter', 2.2, filter, [{ optIn }]);
		const told = await evaluate(`${JSON.stringify(optIn)}.toBoolean()`);
		const set = await run('Set/Set', 3.4, editFields, [{ optIn }]).then(([[item]]) => item.optIn, () => 'refused');
		console.log(`${JSON.stringify(optIn)}: Filter ${kept.length > 0}, toBoolean() ${told}, Edit Fields ${set}`);
	}
})();
JS
seen=$(node run.cjs 2>/dev/null)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
"yes": Filter true, toBoolean() true, Edit Fields refused
"no": Filter true, toBoolean() false, Edit Fields refused
"off": Filter true, toBoolean() true, Edit Fields refused
"unsubscribed": Filter true, toBoolean() true, Edit Fields refused
"FALSE": Filter false, toBoolean() false, Edit Fields false
" false": Filter true, toBoolean() true, Edit Fields refused
"0": Filter false, toBoolean() false, Edit Fields false
"0.0": Filter false, toBoolean() true, Edit Fields false
"": Filter false, toBoolean() false, Edit Fields refused
EXPECTED
