#!/usr/bin/env bash
# No guest should get more than three messages a day: n8n's Redis node increments a counter for each guest, with Expire on and a TTL of a day,
# and a condition after it stops at more than three. Guess: the time runs from the first message, and after a day the counter starts over.
# Redis 1 of n8n-nodes-base 2.40.2 resets the time at every increment, even those that the condition then
# stops: a guest who triggers something at least once a day reaches a limit that never ends, and gets no more
# messages. Redis 7.0.15 itself keeps a counter's time at INCR.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps redis@4.6.14
. "$here/debian-redis"

cat > run.cjs <<'JS'
const { setTimeout: sleep } = require('node:timers/promises');
const { createClient } = require('redis');
const nodes = require('./nodes.cjs');

const port = Number(process.env.REDIS_PORT);
nodes.credentials.redis = { host: '127.0.0.1', port, database: 0 };
(async () => {
	const redis = await createClient({ socket: { host: '127.0.0.1', port } }).connect();
	const add = {
		node: async (key) => Object.values((await nodes.run('Redis/Redis', 1, { operation: 'incr', key, expire: true, ttl: 10 }, [{}]))[0][0])[0],
		own: async (key) => {
			const count = await redis.incr(key);
			if (count === 1) await redis.expire(key, 10);
			return count;
		},
	};
	// A "day" has ten seconds here, and something comes for the guest every four.
	const start = Date.now();
	const counts = { node: [], own: [] };
	for (let i = 0; i < 6; i++) {
		for (const [who, list] of Object.entries(counts)) list.push(await add[who](`sent:mara:${who}`));
		await sleep(start + (i + 1) * 4000 - Date.now());
	}
	console.log(`by the node: ${counts.node.join(' ')}`);
	console.log(`with the time set once: ${counts.own.join(' ')}`);
	process.exit(0);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
by the node: 1 2 3 4 5 6
with the time set once: 1 2 3 1 2 3
EXPECTED
