#!/usr/bin/env bash
# Guests who have been away for more than 30 days are picked in n8n with $now.diff($json.last_visit.toDateTime()).days > 30, which is Luxon; a service
# does the same with Temporal, now.since(visit).days. Guess: days is the number of days between the two.
# Luxon 3.7.2, as n8n-workflow 2.40.1 has it, and Temporal (polyfill 0.5.1) count in units of their own choice, milliseconds, or seconds or hours, and
# days is how many of them are left over: 0, always. Nobody is away, and everybody has come within 30 days, without an error. Luxon's diff(visit,
# ['months', 'days']).days is the rest beside whole months. Name the unit: diff(visit, 'days'), since(visit, { largestUnit: 'day' }). Two days of
# Temporal without a time are counted in days.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps @js-temporal/polyfill@0.5.1

cat > days.cjs <<'JS'
const { Temporal } = require('@js-temporal/polyfill');
const { VERSION } = require('luxon');
const { evaluate } = require('./expressions.cjs');

console.log(`Luxon ${VERSION}`);
const now = "'2026-12-01T12:00'.toDateTime()";
const visit = "'2026-09-20T12:00'.toDateTime()";
for (const unit of ['', ", 'days'", ", ['months', 'days']"]) console.log(`n8n: now.diff(visit${unit}).days is ${evaluate(`${now}.diff(${visit}${unit}).days`)}`);
for (const test of ['> 30', '< 30']) console.log(`n8n: now.diff(visit).days ${test} is ${evaluate(`${now}.diff(${visit}).days ${test}`)}`);
const pairOf = (type, end) => ['2026-12-01T12:00', '2026-09-20T12:00'].map((time) => type.from(time + end));
for (const [name, [later, earlier]] of [
	['ZonedDateTime', pairOf(Temporal.ZonedDateTime, '[America/New_York]')],
	['Instant', pairOf(Temporal.Instant, 'Z')],
	['PlainDate', pairOf(Temporal.PlainDate, '')],
]) console.log(`Temporal.${name}: since().days is ${later.since(earlier).days}`);
JS
seen=$(TZ=UTC node days.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Luxon 3.7.2
n8n: now.diff(visit).days is 0
n8n: now.diff(visit, 'days').days is 72
n8n: now.diff(visit, ['months', 'days']).days is 11
n8n: now.diff(visit).days > 30 is false
n8n: now.diff(visit).days < 30 is true
Temporal.ZonedDateTime: since().days is 0
Temporal.Instant: since().days is 0
Temporal.PlainDate: since().days is 72
EXPECTED
