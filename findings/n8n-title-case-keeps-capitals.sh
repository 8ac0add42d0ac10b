#!/usr/bin/env bash
# A point of sale writes guests' names in capitals. Guess: toTitleCase() turns MARA GARCIA-LOPEZ into Mara Garcia-Lopez.
# n8n-workflow 2.40.1 only changes the first letter of each word, so capitals stay. With toLowerCase() first,
# as in mara garcia-lopez, it is right, but O'NEIL becomes O'neil.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"

cat > evaluate.cjs <<'JS'
const { evaluate } = require('./expressions.cjs');

for (const expression of [
	"'MARA GARCIA-LOPEZ'.toTitleCase()",
	"'MARA GARCIA-LOPEZ'.toLowerCase().toTitleCase()",
	`"O'NEIL".toLowerCase().toTitleCase()`,
]) {
	console.log(expression, evaluate(expression));
}
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
'MARA GARCIA-LOPEZ'.toTitleCase() MARA GARCIA-LOPEZ
'MARA GARCIA-LOPEZ'.toLowerCase().toTitleCase() Mara Garcia-Lopez
"O'NEIL".toLowerCase().toTitleCase() O'neil
EXPECTED
