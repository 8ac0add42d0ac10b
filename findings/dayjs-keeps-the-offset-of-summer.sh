#!/usr/bin/env bash
# A reminder goes out a day, a week or a month after a visit, at the same time of day. You work that out with Day.js and its time zone plugin, in New
# York. Guess: 12:00 stays 12:00 there, even if the clock goes back in between.
# Day.js 1.11.23 counts days and months with the offset of the start and keeps it: 12:00-04:00, which is 11:00 in November. Nothing gives it away,
# because format() still says 12:00. In March the reminder is an hour late. startOf() handles the clock change, and Luxon 3.7.2 and Moment Timezone
# 0.6.0 keep 12:00.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts dayjs@1.11.23 luxon@3.7.2 moment-timezone@0.6.0

cat > days.cjs <<'JS'
const dayjs = require('dayjs');
const { DateTime } = require('luxon');
const moment = require('moment-timezone');

dayjs.extend(require('dayjs/plugin/utc'));
dayjs.extend(require('dayjs/plugin/timezone'));
const zone = 'America/New_York';
const inNewYork = (date) => DateTime.fromJSDate(date).setZone(zone).toFormat('yyyy-MM-dd HH:mm');

for (const [visit, unit] of [['2026-10-31 12:00', 'day'], ['2026-10-31 12:00', 'week'], ['2026-10-31 12:00', 'month'], ['2026-03-07 12:00', 'day'], ['2026-06-30 12:00', 'day']]) {
	const one = dayjs.tz(visit, zone).add(1, unit);
	const luxon = DateTime.fromSQL(visit, { zone }).plus({ [unit]: 1 });
	console.log(`a ${unit} after ${visit}: Day.js ${one.format()}, which is ${inNewYork(one.toDate())}; Luxon ${luxon.toFormat('yyyy-MM-dd HH:mm')}, Moment ${moment.tz(visit, zone).add(1, unit).format('YYYY-MM-DD HH:mm')}`);
}
for (const unit of ['month', 'year']) console.log(`the ${unit} of 2026-11-15: ${inNewYork(dayjs.tz('2026-11-15 12:00', zone).startOf(unit).toDate())}`);
JS
seen=$(TZ=UTC node days.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
a day after 2026-10-31 12:00: Day.js 2026-11-01T12:00:00-04:00, which is 2026-11-01 11:00; Luxon 2026-11-01 12:00, Moment 2026-11-01 12:00
a week after 2026-10-31 12:00: Day.js 2026-11-07T12:00:00-04:00, which is 2026-11-07 11:00; Luxon 2026-11-07 12:00, Moment 2026-11-07 12:00
a month after 2026-10-31 12:00: Day.js 2026-11-30T12:00:00-04:00, which is 2026-11-30 11:00; Luxon 2026-11-30 12:00, Moment 2026-11-30 12:00
a day after 2026-03-07 12:00: Day.js 2026-03-08T12:00:00-05:00, which is 2026-03-08 13:00; Luxon 2026-03-08 12:00, Moment 2026-03-08 12:00
a day after 2026-06-30 12:00: Day.js 2026-07-01T12:00:00-04:00, which is 2026-07-01 12:00; Luxon 2026-07-01 12:00, Moment 2026-07-01 12:00
the month of 2026-11-15: 2026-11-01 00:00
the year of 2026-11-15: 2026-01-01 00:00
EXPECTED
