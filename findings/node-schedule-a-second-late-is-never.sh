#!/usr/bin/env bash
# node-schedule sets a reminder for the time in a reward: scheduleJob(new Date(reward.remind_at), send). When that line runs, the time
# is a second past, or the process was down for a minute. Guess: what is due is done at once, as with setTimeout, or there is an error.
# node-schedule 2.1.1 returns null and never does it; nobody checks what scheduleJob returns. croner 11.0.1
# silently never does it either. cron 4.4.0 throws an error. setTimeout does it.
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
