#!/usr/bin/env bash
# n8n's Merge node runs its SQL Query mode on alasql. You CAST points, which may be missing, to numbers, and days to dates. Guess: a missing value
# stays missing, a value that is not a number gives an error or null, and a date is written as in the data.
# alasql 4.4.0, which n8n-nodes-base 2.40.2 depends on: AS INT turns null and words into 0, so guests without a balance have one. AS DECIMAL turns
# null into 0 and leaves a word out. AS DATE turns 2026-11-29 into 26.11.29, and null into 70.01.01.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts alasql@4.4.0

cat > run.cjs <<'JS'
const alasql = require('alasql');

for (const [value, type] of [['12.50', 'INT'], [null, 'INT'], ['', 'INT'], ['unknown', 'INT'], ['12.50', 'DECIMAL'], [null, 'DECIMAL'], ['unknown', 'DECIMAL'], ['2026-11-29', 'DATE'], [null, 'DATE']]) {
	const [row] = alasql(`SELECT CAST(v AS ${type}) AS told FROM ?`, [[{ v: value }]]);
	console.log(`CAST(${JSON.stringify(value)} AS ${type}): ${JSON.stringify(row)}`);
}
JS
seen=$(TZ=UTC node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
CAST("12.50" AS INT): {"told":12}
CAST(null AS INT): {"told":0}
CAST("" AS INT): {"told":0}
CAST("unknown" AS INT): {"told":0}
CAST("12.50" AS DECIMAL): {"told":12.5}
CAST(null AS DECIMAL): {"told":0}
CAST("unknown" AS DECIMAL): {}
CAST("2026-11-29" AS DATE): {"told":"26.11.29"}
CAST(null AS DATE): {"told":"70.01.01"}
EXPECTED
