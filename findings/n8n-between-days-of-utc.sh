#!/usr/bin/env bash
# You pick rewards that expire this week with isBetween('2026-11-30', '2026-12-07'), in a workflow set to New York, on a server in New York.
# Guess: the week is New York's, as for toDateTime() and diffTo().
# n8n-workflow 2.40.1 reads days as UTC in isBetween(), whatever zone the workflow and the server have: the evening before the week is included, and
# its last evening is not. If you add a time, it uses the server's zone. If you pass dates instead of texts, both ends are left out, to the
# millisecond, while a Luxon Interval includes its start.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"

cat > evaluate.cjs <<'JS'
const { evaluate } = require('./expressions.cjs');

for (const time of ['2026-11-29T21:00', '2026-11-30T00:00', '2026-12-06T18:00', '2026-12-06T21:00']) {
	const tell = (ends) => evaluate(`'${time}'.toDateTime().isBetween(${ends})`);
	const inInterval = evaluate(`Interval.fromISO('2026-11-30/2026-12-07').contains('${time}'.toDateTime())`);
	const [days, times] = [tell("'2026-11-30', '2026-12-07'"), tell("'2026-11-30T00:00', '2026-12-07T00:00'")];
	console.log(time, 'days', days, 'times', times, 'dates', tell("'2026-11-30'.toDateTime(), '2026-12-07'.toDateTime()"), 'Interval', inInterval);
}
JS
seen=$(for zone in America/New_York UTC; do echo "on a server in $zone"; TZ=$zone node evaluate.cjs; done)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
on a server in America/New_York
2026-11-29T21:00 days true times false dates false Interval false
2026-11-30T00:00 days true times false dates false Interval true
2026-12-06T18:00 days true times true dates true Interval true
2026-12-06T21:00 days false times true dates true Interval true
on a server in UTC
2026-11-29T21:00 days true times true dates false Interval false
2026-11-30T00:00 days true times true dates false Interval true
2026-12-06T18:00 days true times true dates true Interval true
2026-12-06T21:00 days false times false dates true Interval true
EXPECTED
