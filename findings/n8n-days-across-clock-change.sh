#!/usr/bin/env bash
# Win-back begins 28 days after the last visit, counted with Date & Time. Guess: there are 28 days between two dates that are 28 days apart.
# Date & Time 2 of n8n-nodes-base 2.40.2 reads a date without a time in UTC and counts in the workflow's zone. If clocks go back in between, the 28th
# day is an hour short, so "at least 28" is met a day late; if they go forward, there is an extra hour.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const between = async (startDate, endDate) => {
	const parameters = { operation: 'getTimeBetweenDates', startDate, endDate, units: ['day'], outputFieldName: 'told', options: {} };
	const [[{ told }]] = await run('DateTime/DateTime', 2, parameters, [{}]);
	console.log(`${startDate} to ${endDate}: ${told.days.toFixed(4)} days`);
};
(async () => {
	await between('2026-09-01', '2026-09-29');
	await between('2026-10-20', '2026-11-17');
	await between('2026-03-01', '2026-03-29');
})();
JS
seen=$(TZ=UTC node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
2026-09-01 to 2026-09-29: 28.0000 days
2026-10-20 to 2026-11-17: 27.9583 days
2026-03-01 to 2026-03-29: 28.0417 days
EXPECTED
