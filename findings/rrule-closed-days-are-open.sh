#!/usr/bin/env bash
# A daily message or opening comes as iCalendar, as calendars export it: a start in New York, a rule, and the days on which it does not happen,
# EXDATE, in UTC or as a day; it ends on December 24, UNTIL=20261224. rrule reads it. Guess: it is not on those days, and the 24th is the last.
# rrule 2.8.1 compares an EXDATE in UTC with the hour of New York as if they were on one clock, and a day with midnight: neither is ever found, so the
# message goes out on the days when the restaurant is closed. Only EXDATE;TZID=America/New_York with the same time works. A day in UNTIL is its first
# moment: the last message is on the 23rd.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts rrule@2.8.1

cat > days.cjs <<'JS'
const { rrulestr } = require('rrule');

const START = 'DTSTART;TZID=America/New_York:20261221T090000';
for (const lines of [
	['RRULE:FREQ=DAILY;COUNT=4'],
	['RRULE:FREQ=DAILY;COUNT=4', 'EXDATE:20261222T140000Z'],
	['RRULE:FREQ=DAILY;COUNT=4', 'EXDATE;VALUE=DATE:20261222'],
	['RRULE:FREQ=DAILY;COUNT=4', 'EXDATE;TZID=America/New_York:20261222T090000'],
	['RRULE:FREQ=DAILY;UNTIL=20261224'],
	['RRULE:FREQ=DAILY;UNTIL=20261224T140000Z'],
]) {
	const days = rrulestr([START, ...lines].join('\n')).all();
	console.log(`${lines.join(' ')}: ${days.map((day) => day.toLocaleString('en-US', { timeZone: 'America/New_York', month: 'numeric', day: 'numeric', hour: 'numeric' })).join('; ')}`);
}
JS
seen=$(TZ=UTC node days.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
RRULE:FREQ=DAILY;COUNT=4: 12/21, 9 AM; 12/22, 9 AM; 12/23, 9 AM; 12/24, 9 AM
RRULE:FREQ=DAILY;COUNT=4 EXDATE:20261222T140000Z: 12/21, 9 AM; 12/22, 9 AM; 12/23, 9 AM; 12/24, 9 AM
RRULE:FREQ=DAILY;COUNT=4 EXDATE;VALUE=DATE:20261222: 12/21, 9 AM; 12/22, 9 AM; 12/23, 9 AM; 12/24, 9 AM
RRULE:FREQ=DAILY;COUNT=4 EXDATE;TZID=America/New_York:20261222T090000: 12/21, 9 AM; 12/23, 9 AM; 12/24, 9 AM
RRULE:FREQ=DAILY;UNTIL=20261224: 12/21, 9 AM; 12/22, 9 AM; 12/23, 9 AM
RRULE:FREQ=DAILY;UNTIL=20261224T140000Z: 12/21, 9 AM; 12/22, 9 AM; 12/23, 9 AM; 12/24, 9 AM
EXPECTED
