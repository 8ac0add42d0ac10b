#!/usr/bin/env bash
# toDateTime() reads a birthday in a workflow set to New York, on a server in UTC. Guess: however the day is
# written, it begins at midnight in the workflow's time zone.
# n8n-workflow 2.40.1 does this for 2026-03-14. What Luxon does not read as ISO 8601 goes to JavaScript, in the server's zone:
# 03/14/2026 is March 13, 20:00, in New York. A day that does not exist goes the same way and is accepted: 2026-06-31 is June 30, 20:00.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"

cat > evaluate.cjs <<'JS'
const { evaluate } = require('./expressions.cjs');

for (const text of ['2026-03-14', '03/14/2026', '2026-06-31']) {
	console.log(text, evaluate(`'${text}'.toDateTime()`).toISO());
}
JS
seen=$(for zone in UTC America/New_York; do echo "on a server in $zone"; TZ=$zone node evaluate.cjs; done)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
on a server in UTC
2026-03-14 2026-03-14T00:00:00.000-04:00
03/14/2026 2026-03-13T20:00:00.000-04:00
2026-06-31 2026-06-30T20:00:00.000-04:00
on a server in America/New_York
2026-03-14 2026-03-14T00:00:00.000-04:00
03/14/2026 2026-03-14T00:00:00.000-04:00
2026-06-31 2026-06-30T20:00:00.000-04:00
EXPECTED
