#!/usr/bin/env bash
# Points expire at the end of the month: n8n's Date & Time rounds the day up to the next month, or a time to
# the next day. Guess: as with numbers, what is already round stays: December 1 at midnight.
# Date & Time 2 of n8n-nodes-base 2.40.2 goes to the start and then always one further: December 1 becomes
# January 1, and every day without a time, which is midnight, becomes the day after.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const roundUp = async (date, to) => {
	const parameters = { operation: 'roundDate', date, mode: 'roundUp', to, outputFieldName: 'rounded', options: {} };
	const [[{ rounded }]] = await run('DateTime/DateTime', 2, parameters, [{}]);
	console.log(`${date} up to the ${to}: ${rounded.toISO?.() ?? rounded}`);
};
(async () => {
	await roundUp('2026-11-30T15:00:00-05:00', 'month');
	await roundUp('2026-12-01T00:00:00-05:00', 'month');
	await roundUp('2026-12-01T18:00:00-05:00', 'day');
	await roundUp('2026-12-02T00:00:00-05:00', 'day');
	await roundUp('2026-12-01T18:00:00-05:00', 'hour');
})();
JS
seen=$(TZ=UTC node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
2026-11-30T15:00:00-05:00 up to the month: 2026-12-01T00:00:00.000-05:00
2026-12-01T00:00:00-05:00 up to the month: 2027-01-01T00:00:00.000-05:00
2026-12-01T18:00:00-05:00 up to the day: 2026-12-02T00:00:00.000-05:00
2026-12-02T00:00:00-05:00 up to the day: 2026-12-03T00:00:00.000-05:00
2026-12-01T18:00:00-05:00 up to the hour: 2026-12-01T19:00:00.000-05:00
EXPECTED
