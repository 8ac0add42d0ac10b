#!/usr/bin/env bash
# Each event becomes a BullMQ job whose jobId is the ID of the event, so that a repeat is not sent twice. Braze is down, and the job fails after its
# tries. Later the event is sent again with current data. Guess: the failed job is queued anew, or add() throws, or it says that there already was
# one.
# BullMQ 6.7.0 (Redis 7.0.15) does nothing as long as it keeps the failed job, which is forever by default. add() returns a job with the new data, as
# if it were queued, but the message is never sent. Only job.getState() tells you. With removeOnFail or job.retry() it is sent; a retry has the old
# data.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts bullmq@6.7.0 ioredis@6.0.0
. "$here/debian-redis"

cat > again.mjs <<'JS'
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, QueueEvents, Worker } from 'bullmq';
import IORedis from 'ioredis';

const connect = () => new IORedis({ host: '127.0.0.1', port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: null });
const queue = new Queue('messages', { connection: connect() });
const events = new QueueEvents('messages', { connection: connect() });
await events.waitUntilReady();
let isBrazeUp = false;
const sent = [];
const send = async ({ data }) => {
	if (!isBrazeUp) throw new Error('Braze is down');
	sent.push(data.points);
};
new Worker('messages', send, { connection: connect() });
const ask = async (label, jobId, options) => {
	isBrazeUp = false;
	const failed = once(events, 'failed');
	await queue.add('points', { points: 100 }, { jobId, ...options });
	await failed;
	await sleep(500);
	isBrazeUp = true;
	const again = await queue.add('points', { points: 120 }, { jobId, ...options });
	await sleep(1500);
	console.log(`${label}: add() returned a job with ${again.data.points} points, its state is ${await again.getState()}, sent: ${sent.join(', ') || 'nothing'}`);
	return again;
};
const job = await ask('as it is', 'event-1', {});
await job.retry('failed');
await sleep(1500);
console.log(`after retry(): sent: ${sent.join(', ')}`);
await ask('removeOnFail', 'event-2', { removeOnFail: true });
process.exit(0);
JS
seen=$(node again.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
as it is: add() returned a job with 120 points, its state is failed, sent: nothing
after retry(): sent: 100
removeOnFail: add() returned a job with 120 points, its state is completed, sent: 100, 120
EXPECTED
