#!/usr/bin/env bash
# A report goes out daily at 2:30 in New York, from n8n's Schedule Trigger, which uses the package cron. On the night of November 1 the clock goes
# from 1:59 back to 1:00, so 2:30 comes only once. Guess: you get one report, and in March, when there is no 2:30, none or one.
# cron 4.4.0, the version in n8n 2.40.7, sends two in November: at 1:30 by the new time, and again at 2:30. So does every job in the hour after the
# repeated one, including a weekly one on Sundays; a job every two hours runs at 0, 1, 2 and 4 o'clock. In March it sends one, at 3:00. A report at
# 1:30, in the hour that comes twice, is sent once. cron-parser 5.10.6 sends one on each of the two nights.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps --ignore-scripts cron@4.4.0 luxon@3.7.2 cron-parser@5.10.6

cat > nights.cjs <<'JS'
const { mock } = require('node:test');
const { CronJob } = require('cron');
const { CronExpressionParser } = require('cron-parser');
const { DateTime } = require('luxon');

const zone = 'America/New_York';
const show = (time) => time.setZone(zone).toFormat('HH:mm ZZ');

/** When a job runs on the day of a clock change up to the morning, with a clock that runs through it minute by minute. */
function runsOf(day, cronTime) {
	mock.timers.enable({ apis: ['Date', 'setTimeout'], now: DateTime.fromISO(day, { zone }).minus({ hours: 12 }).toMillis() });
	const ran = [];
	const onTick = () => DateTime.now().setZone(zone).toISODate() === day && ran.push(show(DateTime.now()));
	const job = CronJob.from({ cronTime, timeZone: zone, start: true, onTick });
	for (let minutes = 0; minutes < 17 * 60; minutes++) mock.timers.tick(60_000);
	job.stop();
	mock.timers.reset();
	return ran.join(', ');
}
function parsed(day, cronTime) {
	const times = CronExpressionParser.parse(cronTime, { tz: zone, currentDate: DateTime.fromISO(day, { zone }).toJSDate() });
	return [times.next(), times.next()].map((time) => DateTime.fromISO(time.toISOString()).setZone(zone)).filter((time) => time.toISODate() === day).map(show).join(', ');
}
for (const day of ['2026-11-01', '2026-03-08']) {
	for (const [what, time] of [['daily at 2:30', '30 2 * * *'], ['Sundays at 2:00', '0 2 * * 0'], ['daily at 1:30', '30 1 * * *'], ['every two hours', '0 */2 * * *']]) {
		console.log(`${day}, ${what}: ${runsOf(day, time)}`);
	}
	console.log(`${day}, daily at 2:30, cron-parser: ${parsed(day, '30 2 * * *')}`);
}
JS
seen=$(node --no-warnings nights.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
2026-11-01, daily at 2:30: 01:30 -05:00, 02:30 -05:00
2026-11-01, Sundays at 2:00: 01:00 -05:00, 02:00 -05:00
2026-11-01, daily at 1:30: 01:30 -04:00
2026-11-01, every two hours: 00:00 -04:00, 01:00 -05:00, 02:00 -05:00, 04:00 -05:00
2026-11-01, daily at 2:30, cron-parser: 02:30 -05:00
2026-03-08, daily at 2:30: 03:00 -04:00
2026-03-08, Sundays at 2:00: 03:00 -04:00
2026-03-08, daily at 1:30: 01:30 -05:00
2026-03-08, every two hours: 00:00 -05:00, 03:00 -04:00, 04:00 -04:00, 06:00 -04:00
2026-03-08, daily at 2:30, cron-parser: 03:30 -04:00
EXPECTED
