#!/usr/bin/env bash
# A birthday message goes out daily at nine, with a rule of node-schedule: rule.hour = 9. Guess: it goes out at 9:00, once a day, as what is not set
# is zero, like the seconds.
# node-schedule 2.1.1 takes a minute that is not set for every minute: the job runs 60 times, from 9:00 to 9:59, and each guest gets 60 messages.
# Seconds are zero, so the same omission means two things in one rule. With a day of the month alone, it runs every minute of that day. rule.minute
# = 0, or a cron line, is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts node-schedule@2.1.1

cat > run.cjs <<'JS'
const { RecurrenceRule } = require('node-schedule');

const runs = (fields) => {
	const rule = Object.assign(new RecurrenceRule(), { tz: 'Etc/UTC' }, fields);
	const times = [];
	let time = new Date('2026-11-30T23:59:00Z');
	while ((time = new Date(rule.nextInvocationDate(time).getTime())) < new Date('2026-12-02T00:00:00Z')) times.push(time.toISOString().slice(11, 19));
	console.log(`${JSON.stringify(fields)}: ${times.length} times on December 1, ${times[0]} to ${times.at(-1)}`);
};
runs({ hour: 9 });
runs({ hour: 9, minute: 0 });
runs({ date: 1 });
runs({ dayOfWeek: 2, hour: 9 });
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{"hour":9}: 60 times on December 1, 09:00:00 to 09:59:00
{"hour":9,"minute":0}: 1 times on December 1, 09:00:00 to 09:00:00
{"date":1}: 1440 times on December 1, 00:00:00 to 23:59:00
{"dayOfWeek":2,"hour":9}: 60 times on December 1, 09:00:00 to 09:59:00
EXPECTED
