#!/usr/bin/env bash
# You filter out guests without a proper address with isEmail(). Guess: a cell in which somebody has put two addresses does not pass.
# n8n-workflow 2.40.1 says true for two addresses with a comma or a semicolon between them; a space makes it false.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"

cat > evaluate.cjs <<'JS'
const { evaluate } = require('./expressions.cjs');

const both = [',', ', ', ';'].map((between) => `mara@example.com${between}ana@example.com`);
for (const text of ['mara@example.com', ...both, 'mara@example']) {
	console.log(`${text}: ${evaluate(`'${text}'.isEmail()`)}`);
}
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
mara@example.com: true
mara@example.com,ana@example.com: true
mara@example.com, ana@example.com: false
mara@example.com;ana@example.com: true
mara@example: false
EXPECTED
