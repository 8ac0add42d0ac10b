#!/usr/bin/env bash
# A point of sale writes 01:30, without an offset, on the night when clocks go back. Guess: a library reads the first or the second 01:30, and always
# the same one.
# Luxon 3.7.2, which n8n's expressions and Code node use, starts from the offset of the moment when it runs: the same text is the first 01:30 in July
# and the second in December. Events that are sent again half a year later get another time. date-fns-tz 3.2.0 reads the first one on a machine in UTC
# and the second on one in Tokyo. Moment Timezone 0.6.0 and Temporal (polyfill 0.5.1) always read the first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps --ignore-scripts luxon@3.7.2 moment-timezone@0.6.0 date-fns-tz@3.2.0 date-fns@4.1.0 @js-temporal/polyfill@0.5.1

cat > read.js <<'JS'
const { DateTime, Settings } = require('luxon');
const moment = require('moment-timezone');
const { fromZonedTime } = require('date-fns-tz');
const { Temporal } = require('@js-temporal/polyfill');

const zone = 'America/New_York';
const text = '2026-11-01T01:30:00';
for (const now of ['2026-07-15T12:00:00Z', '2026-12-15T12:00:00Z']) {
	Settings.now = () => Date.parse(now);
	console.log(`luxon at ${now}: ${DateTime.fromISO(text, { zone }).toUTC().toISO()}`);
}
console.log(`date-fns-tz: ${fromZonedTime(text, zone).toISOString()}`);
console.log(`moment: ${moment.tz(text, zone).toISOString()}`);
const { epochMilliseconds } = Temporal.PlainDateTime.from(text).toZonedDateTime(zone);
console.log(`temporal: ${new Date(epochMilliseconds).toISOString()}`);
JS
seen=$(for zone in UTC Asia/Tokyo; do echo "on a machine in $zone"; TZ=$zone node read.js; done)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
on a machine in UTC
luxon at 2026-07-15T12:00:00Z: 2026-11-01T05:30:00.000Z
luxon at 2026-12-15T12:00:00Z: 2026-11-01T06:30:00.000Z
date-fns-tz: 2026-11-01T05:30:00.000Z
moment: 2026-11-01T05:30:00.000Z
temporal: 2026-11-01T05:30:00.000Z
on a machine in Asia/Tokyo
luxon at 2026-07-15T12:00:00Z: 2026-11-01T05:30:00.000Z
luxon at 2026-12-15T12:00:00Z: 2026-11-01T06:30:00.000Z
date-fns-tz: 2026-11-01T06:30:00.000Z
moment: 2026-11-01T05:30:00.000Z
temporal: 2026-11-01T05:30:00.000Z
EXPECTED
