#!/usr/bin/env bash
# A sheet has birthdays and visits as Excel's day numbers, and n8n reads them with toDateTime('excel'). Guess: 46082,
# which Excel shows as March 1, 2026, is March 1 in a workflow of any time zone, like the text 2026-03-01.
# n8n-workflow 2.40.1 reads it as midnight UTC. In a workflow set to New York, that is the evening before: all
# birthdays are a day early, noon is seven in the morning, and an age or a month changes on the wrong day.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"

cat > evaluate.cjs <<'JS'
const { evaluate } = require('./expressions.cjs');

for (const expression of ["'2026-03-01'.toDateTime()", "(46082).toDateTime('excel')", "(46082.5).toDateTime('excel')", "'46082'.toDateTime('excel')"]) {
	console.log(expression, evaluate(`${expression}.toFormat('yyyy-MM-dd HH:mm')`));
}
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
'2026-03-01'.toDateTime() 2026-03-01 00:00
(46082).toDateTime('excel') 2026-02-28 19:00
(46082.5).toDateTime('excel') 2026-03-01 07:00
'46082'.toDateTime('excel') 2026-02-28 19:00
EXPECTED
