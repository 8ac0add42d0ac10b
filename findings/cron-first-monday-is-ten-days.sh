#!/usr/bin/env bash
# A report or a message goes out at 9 on the first Monday of each month. You write 0 9 1-7 * 1: the days that can be the first Monday, and Monday.
# Guess: it runs on that Monday.
# cron 4.4.0, which n8n's Schedule Trigger uses, croner 11.0.1 and cron-parser 5.10.6 run it on each of the seven days and on all other Mondays, as
# Unix cron does: ten times in December 2026. node-cron 4.6.0 runs it once. So moving a line from one to the other sends ten times as much, or a
# tenth. cronstrue 3.39.0 describes it in words that fit both. In croner and cron-parser, 0 9 * * 1#1 is the first Monday.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts cron@4.4.0 croner@11.0.1 cron-parser@5.10.6 node-cron@4.6.0 cronstrue@3.39.0

cat > run.mjs <<'JS'
import { CronTime } from 'cron';
import { CronExpressionParser } from 'cron-parser';
import { Cron } from 'croner';
import cronstrue from 'cronstrue';
import { createTask } from 'node-cron';

const LINE = '0 9 1-7 * 1';
const december = Array.from({ length: 31 }, (_, day) => new Date(Date.UTC(2026, 11, day + 1, 9)));
const daysOf = (dates) => dates.filter((date) => date.getUTCMonth() === 11 && date.getUTCFullYear() === 2026).map((date) => date.getUTCDate()).join(' ');
let at = new Date('2026-12-01T00:00:00Z');
const byCron = Array.from({ length: 12 }, () => (at = new CronTime(LINE, 'UTC').getNextDateFrom(at, 'UTC').toJSDate()));
console.log(`cron: ${daysOf(byCron)}`);
console.log(`croner: ${daysOf(new Cron(LINE, { timezone: 'UTC' }).nextRuns(12, '2026-12-01T00:00:00'))}`);
console.log(`cron-parser: ${daysOf(CronExpressionParser.parse(LINE, { currentDate: '2026-12-01T00:00:00Z', tz: 'UTC' }).take(12).map((date) => date.toDate()))}`);
const task = createTask(LINE, () => {}, { timezone: 'UTC' });
console.log(`node-cron: ${daysOf(december.filter((date) => task.match(date)))}`);
console.log(`cronstrue: ${cronstrue.toString(LINE)}`);
process.exit(0);
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
cron: 1 2 3 4 5 6 7 14 21 28
croner: 1 2 3 4 5 6 7 14 21 28
cron-parser: 1 2 3 4 5 6 7 14 21 28
node-cron: 7
cronstrue: At 09:00 AM, between day 1 and 7 of the month, and on Monday
EXPECTED
