#!/usr/bin/env bash
# A text says how long a reward is good for, or a campaign waits: a week, half an hour, 1,5 days, or P1M, as ISO 8601 writes a month. Guess: it is as
# long as it says; or there is no number, which is easy to see.
# human-interval 2.0.1, which Agenda reads intervals with, turns "a week", "every week" and "half an hour" into 0: whatever waits goes on at once.
# parse-duration 2.1.9 does too, and with "one week" as well; it reads P1M as a minute and 1,5 days as 15. timestring 7.0.0 agrees on the last two,
# and drops the minus. In human-interval, 1,5 is 1, and 10 business days are 10 days. ms 2.1.3 returns undefined for each.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts human-interval@2.0.1 parse-duration@2.1.9 timestring@7.0.0 ms@2.1.3

cat > read.mjs <<'JS'
import humanInterval from 'human-interval';
import ms from 'ms';
import parseDuration from 'parse-duration';
import timestring from 'timestring';

const DAY = 86_400_000;
const READERS = { 'human-interval': humanInterval, 'parse-duration': parseDuration, timestring: (text) => timestring(text, 'ms'), ms };
const read = (reader, text) => {
	try {
		const days = reader(text) / DAY;
		return Number.isNaN(days) ? 'no number' : Number(days.toFixed(4));
	} catch {
		return 'error';
	}
};
for (const text of ['7 days', 'one week', 'a week', 'every week', 'half an hour', '1,5 days', 'P1M', '-3 days', '10 business days']) {
	console.log(`${text}, in days: ${Object.entries(READERS).map(([name, reader]) => `${name} ${read(reader, text)}`).join(', ')}`);
}
JS
seen=$(node read.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
7 days, in days: human-interval 7, parse-duration 7, timestring 7, ms 7
one week, in days: human-interval 7, parse-duration 0, timestring error, ms no number
a week, in days: human-interval 0, parse-duration 0, timestring error, ms no number
every week, in days: human-interval 0, parse-duration 0, timestring error, ms no number
half an hour, in days: human-interval 0, parse-duration 0, timestring error, ms no number
1,5 days, in days: human-interval 1, parse-duration 15, timestring 15, ms no number
P1M, in days: human-interval no number, parse-duration 0.0007, timestring 0.0007, ms no number
-3 days, in days: human-interval -3, parse-duration -3, timestring 3, ms -3
10 business days, in days: human-interval 10, parse-duration 0, timestring error, ms no number
EXPECTED
