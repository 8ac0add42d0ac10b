#!/usr/bin/env bash
# Somebody writes in words when a message goes out, and rrule reads the words: every day at 5pm. Guess: 17:00,
# as any calendar understands it, or an error, as for words that it does not know.
# rrule 2.8.1 takes the number and silently drops what follows: 5pm is 5 in the morning. So is 5:30pm, 12am is
# noon, and of "9am and 5pm" only the 9 is left. What toText() makes of the rule has no am or pm to show it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts rrule@2.8.1

cat > words.cjs <<'JS'
const { RRule } = require('rrule');

for (const text of ['every day at 17', 'every day at 5pm', 'every day at 5 pm', 'every day at 5:30pm', 'every day at 12am', 'every friday at 6pm', 'every weekday at 9am and 5pm', 'every day at noon']) {
	let read;
	try {
		const rule = RRule.fromText(text);
		read = `${rule.toString().replace('RRULE:', '')} (${rule.toText()})`;
	} catch (error) {
		read = error.message;
	}
	console.log(`${text}: ${read}`);
}
JS
seen=$(node words.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
every day at 17: FREQ=DAILY;BYHOUR=17 (every day at 17)
every day at 5pm: FREQ=DAILY;BYHOUR=5 (every day at 5)
every day at 5 pm: FREQ=DAILY;BYHOUR=5 (every day at 5)
every day at 5:30pm: FREQ=DAILY;BYHOUR=5 (every day at 5)
every day at 12am: FREQ=DAILY;BYHOUR=12 (every day at 12)
every friday at 6pm: FREQ=WEEKLY;BYDAY=FR;BYHOUR=6 (every week on Friday at 6)
every weekday at 9am and 5pm: FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9 (every weekday)
every day at noon: Unexpected symbol null, expected hour
EXPECTED
