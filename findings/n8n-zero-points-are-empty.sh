#!/usr/bin/env bash
# A guest without points gets a fallback if the balance is missing. Guess: isEmpty() and $ifEmpty() agree on what is empty.
# In n8n-workflow 2.40.1, the number 0 is empty for isEmpty(), but a value that $ifEmpty() keeps; so is false.
# The text "0", as in a CSV, is empty for neither, and nor is a space.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"

cat > evaluate.cjs <<'JS'
const { evaluate } = require('./expressions.cjs');

for (const value of ['0', 'false', "'0'", "' '", "''"]) {
	const orElse = JSON.stringify(evaluate(`$ifEmpty(${value}, 'fallback')`));
	console.log(`${value}: isEmpty ${evaluate(`(${value}).isEmpty()`)}, $ifEmpty ${orElse}`);
}
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
0: isEmpty true, $ifEmpty 0
false: isEmpty true, $ifEmpty false
'0': isEmpty false, $ifEmpty "0"
' ': isEmpty false, $ifEmpty " "
'': isEmpty true, $ifEmpty "fallback"
EXPECTED
