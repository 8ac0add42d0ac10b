#!/usr/bin/env bash
# A reminder is set for the time that a reward says, with node-schedule: scheduleJob(new Date(reward.remind_at), send). By the time the line is reached it
# is a second late, or the process was down for a minute. Guess: what is due is done at once, as setTimeout does it, or there is an error.
# node-schedule 2.1.1 gives null and never does it; nobody looks at what scheduleJob gives. croner 11.0.1 never does it either, silently. cron 4.4.0 has an
# error. setTimeout does it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts node-schedule@2.1.1 croner@11.0.1 cron@4.4.0

cat > run.mjs <<'JS'
import { CronJob } from 'cron';
import { Cron } from 'croner';
import schedule from 'node-schedule';
import { setTimeout as sleep } from 'node:timers/promises';

const sent = [];
const late = new Date(Date.now() - 1000);
const soon = new Date(Date.now() + 1000);
for (const [label, date] of [['late', late], ['soon', soon]]) {
	const job = schedule.scheduleJob(date, () => sent.push(`node-schedule, ${label}`));
	console.log(`node-schedule, ${label}: ${job === null ? 'null' : 'a job'}`);
	new Cron(date, () => sent.push(`croner, ${label}`));
}
try {
	CronJob.from({ cronTime: late, onTick: () => sent.push('cron, late'), start: true });
} catch {
	console.log('cron, late: an error');
}
setTimeout(() => sent.push('setTimeout, late'), late - Date.now());
await sleep(2500);
console.log(`done: ${sent.sort().join('; ')}`);
process.exit(0);
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
node-schedule, late: null
node-schedule, soon: a job
cron, late: an error
done: croner, soon; node-schedule, soon; setTimeout, late
EXPECTED
