#!/usr/bin/env bash
# A parameter is shown for the operation "ban" where "Find By" is "ID". Guess: with another operation it is hidden, whatever "Find By" holds.
# n8n-workflow 2.40.1 checks the conditions in the order in which they are written, and stops at the first whose value is an expression: that shows
# the parameter, and the rest are not checked. Its own updateDisplayOptions, which nodes use to add the operation, puts the operation last.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps --ignore-scripts n8n-workflow@2.40.1

cat > look.cjs <<'JS'
const { NodeHelpers, updateDisplayOptions } = require('n8n-workflow');

const reason = { displayName: 'Reason', name: 'reason', type: 'string', default: '' };
const values = { operation: 'get', findBy: '={{ $json.by }}' };
const isShown = (parameter) =>
	NodeHelpers.displayParameter(values, parameter, { typeVersion: 1 }, null);

const ban = { operation: ['ban'] };
const byId = { findBy: ['id'] };
console.log(`operation first: ${isShown({ ...reason, displayOptions: { show: { ...ban, ...byId } } })}`);
console.log(`operation last: ${isShown({ ...reason, displayOptions: { show: { ...byId, ...ban } } })}`);
const [added] = updateDisplayOptions({ show: ban }, [{ ...reason, displayOptions: { show: byId } }]);
console.log(`added by n8n: ${Object.keys(added.displayOptions.show)} ${isShown(added)}`);
JS
seen=$(node look.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
operation first: false
operation last: true
added by n8n: findBy,operation true
EXPECTED
