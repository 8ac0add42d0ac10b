#!/usr/bin/env bash
# A visit adds 50 points with Redis's INCRBY, and the connection breaks just when the server has done it, before its answer arrives. Guess: an error,
# as from the other client and from databases, so that the program can ask what happened; what was counted once is not counted again.
# ioredis 6.0.0 connects again by itself and sends the command once more, each time the answer is lost, and its promise is a success: after three
# breaks, 50 points are 200. It does so by default with every command. redis 5.12.1 (node-redis) has an error and counts once. With
# maxRetriesPerRequest: 0, ioredis does, too.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ioredis@6.0.0 redis@5.12.1
. "$here/debian-redis"

cat > points.cjs <<'JS'
const { once } = require('node:events');
const net = require('node:net');
const Redis = require('ioredis');
const { createClient } = require('redis');

const port = Number(process.env.REDIS_PORT);
let breaks = 0;
/** Stands between client and server: it hands an INCRBY on, and breaks the connection in place of the answer. */
const between = net.createServer((client) => {
	const server = net.connect(port, '127.0.0.1');
	let lost = false;
	client.on('data', (bytes) => {
		if (breaks > 0 && /incrby/i.test(bytes.toString())) {
			breaks -= 1;
			lost = true;
		}
		server.write(bytes);
	});
	server.on('data', (bytes) => (lost ? client.destroy() : client.write(bytes)));
	for (const [one, other] of [[client, server], [server, client]]) one.on('error', () => {}).on('close', () => other.destroy());
});
(async () => {
	await once(between.listen(0, '127.0.0.1'), 'listening');
	const direct = new Redis({ port });
	const clients = {
		ioredis: new Redis({ port: between.address().port }),
		'ioredis, no retries': new Redis({ port: between.address().port, maxRetriesPerRequest: 0 }),
		redis: createClient({ url: `redis://127.0.0.1:${between.address().port}` }),
	};
	for (const client of Object.values(clients)) client.on('error', () => {});
	await clients.redis.connect();
	for (const [name, wanted, incrby] of [['ioredis', 0, 'incrby'], ['ioredis', 1, 'incrby'], ['ioredis', 3, 'incrby'], ['ioredis, no retries', 1, 'incrby'], ['redis', 1, 'incrBy']]) {
		await direct.set('points', 0);
		breaks = wanted;
		const told = await clients[name][incrby]('points', 50).then((points) => `a success, ${points}`, () => 'an error');
		console.log(`${name}, ${wanted} answers lost: ${told}; in Redis ${await direct.get('points')}`);
	}
	process.exit(0);
})();
JS
seen=$(node points.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
ioredis, 0 answers lost: a success, 50; in Redis 50
ioredis, 1 answers lost: a success, 100; in Redis 100
ioredis, 3 answers lost: a success, 200; in Redis 200
ioredis, no retries, 1 answers lost: an error; in Redis 50
redis, 1 answers lost: an error; in Redis 50
EXPECTED
