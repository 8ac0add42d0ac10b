#!/usr/bin/env bash
# A message says in words when a reward expires: Moment's fromNow, Day.js's, date-fns' formatDistance, Luxon's toRelative. Guess: the time is rounded,
# and never longer than it is: 26 days are 26 days or 4 weeks, 22 hours are today.
# Moment 2.31.0 and Day.js 1.11.23 say "in a month" from 26 days on, "in a day" from 22 hours on and "in a year" from 320 days on. A guest who comes
# on the last day of that month is five days late. date-fns 4.4.0 says "about 2 months" for 45 days. Luxon 3.7.2 rounds down: 47 hours are "in 1 day".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts moment@2.31.0 dayjs@1.11.23 date-fns@4.4.0 luxon@3.7.2

cat > run.mjs <<'JS'
import { formatDistance } from 'date-fns';
import dayjs from 'dayjs';
import relativeTime from 'dayjs/plugin/relativeTime.js';
import { DateTime } from 'luxon';
import moment from 'moment';

dayjs.extend(relativeTime);
const HOUR = 60 * 60 * 1000;
const now = Date.parse('2026-11-30T12:00:00Z');
for (const hours of [22, 36, 47, 26 * 24, 45 * 24, 320 * 24]) {
	const then = now + hours * HOUR;
	const words = [moment.utc(then).from(now), dayjs(then).from(now), formatDistance(then, now), DateTime.fromMillis(then, { zone: 'utc' }).toRelative({ base: DateTime.fromMillis(now, { zone: 'utc' }) })];
	console.log(`${hours < 48 ? `${hours} hours` : `${hours / 24} days`}: ${words.join(' / ')}`);
}
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
22 hours: in a day / in a day / about 22 hours / in 22 hours
36 hours: in 2 days / in 2 days / 1 day / in 1 day
47 hours: in 2 days / in 2 days / 2 days / in 1 day
26 days: in a month / in a month / 26 days / in 26 days
45 days: in a month / in a month / about 2 months / in 1 month
320 days: in a year / in a year / 11 months / in 10 months
EXPECTED
