#!/usr/bin/env bash
# A reminder goes out a day after a visit, as a BullMQ job with a delay. The delay comes from settings or a form, so it is text: "86400000". Guess: it
# counts as that many milliseconds, since JavaScript and Redis turn it into a number; or there is an error, as for a delay that is NaN or a Date.
# BullMQ 6.7.0 (Redis 7.0.15) treats such a job as one without a delay: it runs at once, and the reminder arrives while the guest is still at the
# table. The job itself says delay "86400000". A negative delay is no delay either.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts bullmq@6.7.0 ioredis@6.0.0
. "$here/debian-redis"

cat > wait.mjs <<'JS'
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import IORedis from 'ioredis';

const connection = new IORedis({ host: '127.0.0.1', port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: null });
const queue = new Queue('reminders', { connection });
const sent = [];
new Worker('reminders', async ({ name }) => sent.push(name), { connection });
for (const [name, delay] of [['a number', 86_400_000], ['text', '86400000'], ['below nothing', -86_400_000]]) {
	const job = await queue.add(name, {}, { delay });
	console.log(`${name}: a job with the delay ${JSON.stringify(job.delay)}`);
}
for (const [name, delay] of [['NaN', Number.NaN], ['a Date', new Date()]]) {
	console.log(`${name}: ${await queue.add(name, {}, { delay }).then(() => 'accepted', () => 'error')}`);
}
await sleep(3000);
console.log(`after three seconds sent: ${sent.sort().join(', ')}`);
process.exit(0);
JS
seen=$(node wait.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
a number: a job with the delay 86400000
text: a job with the delay "86400000"
below nothing: a job with the delay -86400000
NaN: error
a Date: error
after three seconds sent: below nothing, text
EXPECTED
