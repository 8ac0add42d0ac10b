#!/usr/bin/env bash
# The body of a call is written as JSON with expressions inside its strings, and a guest has no external ID.
# Guess: a missing value leaves the string empty, as in any other n8n field.
# Edit Fields 3.4 of n8n-nodes-base 2.40.2, in JSON mode, writes the words undefined and null into the string.
# The same expression in Manual Mapping mode gives an empty string.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const BODY = '={"external_id":"{{ $json.id }}"}';
const assignments = { assignments: [{ id: '1', name: 'body', type: 'string', value: BODY }] };
const show = async (guest) => {
	const [[json]] = await run('Set/Set', 3.4, { mode: 'raw', jsonOutput: BODY, options: {} }, [guest]);
	const [[field]] = await run('Set/Set', 3.4, { mode: 'manual', assignments, include: 'none', options: {} }, [guest]);
	console.log(`${JSON.stringify(guest)}: JSON ${JSON.stringify(json)}, a field ${field.body}`);
};
(async () => {
	for (const guest of [{ id: 'brand-730415' }, {}, { id: null }]) await show(guest);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{"id":"brand-730415"}: JSON {"external_id":"brand-730415"}, a field {"external_id":"brand-730415"}
{}: JSON {"external_id":"undefined"}, a field {"external_id":""}
{"id":null}: JSON {"external_id":"null"}, a field {"external_id":""}
EXPECTED
