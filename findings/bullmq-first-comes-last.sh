#!/usr/bin/env bash
# A queue of BullMQ sends a newsletter to all guests, and in between what cannot wait, such as a code to log in, with priority 1, which is the
# highest. Guess: it goes out next, before the jobs that have no priority.
# BullMQ 6.7.0 (Redis 7.0.15) takes all jobs without a priority first, also those that are added later: the code comes after the whole newsletter, and
# behind whatever else has none, while the guest waits. To be first, give the others a priority, or add the job with lifo: true.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts bullmq@6.7.0 ioredis@6.0.0
. "$here/debian-redis"

cat > send.mjs <<'JS'
import { Queue, Worker } from 'bullmq';
import IORedis from 'ioredis';

const connection = new IORedis({ host: '127.0.0.1', port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: null });
const send = async (label, jobs, later = []) => {
	const queue = new Queue(label.replaceAll(' ', '-'), { connection });
	await queue.addBulk(jobs.map(([name, opts]) => ({ name, data: {}, opts })));
	const sent = [];
	const worker = new Worker(queue.name, async ({ name }) => {
		sent.push(name);
		if (sent.length === 1) await queue.addBulk(later.map((added) => ({ name: added, data: {} })));
	}, { connection });
	while (sent.length < jobs.length + later.length) await new Promise((done) => worker.once('completed', done));
	console.log(`${label}: ${sent.join(', ')}`);
};
const news = (opts) => [1, 2, 3].map((number) => [`news ${number}`, opts]);
await send('priority 1', [...news(), ['code', { priority: 1 }]], ['later news 1', 'later news 2']);
await send('news with priority 10', [...news({ priority: 10 }), ['code', { priority: 1 }]]);
await send('lifo', [...news(), ['code', { lifo: true }]]);
process.exit(0);
JS
seen=$(node send.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
priority 1: news 1, news 2, news 3, later news 1, later news 2, code
news with priority 10: code, news 1, news 2, news 3
lifo: code, news 1, news 2, news 3
EXPECTED
