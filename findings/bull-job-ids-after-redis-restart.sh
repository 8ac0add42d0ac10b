#!/usr/bin/env bash
# Redis restarts while a job waits for a worker, such as an execution in n8n's queue mode. Guess: without persistence the job is lost, and whoever
# waits for it to end gets an error.
# Bull 4.16.4 with Redis 7.0.15: whoever waits hears nothing, and job numbers start over. The next job gets the number of the lost one, and its result
# is reported for both: a result of somebody else. With Redis's append-only file the job is still there, and the numbers continue.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-unpack"
unpack redis-server=5:7.0.15-1~deb12u10 redis-tools=5:7.0.15-1~deb12u10 liblzf1 libjemalloc2 liblua5.1-0 libhiredis0.14 lua-cjson lua-bitop
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts bull@4.16.4 get-port@5.1.1

cat > wait.js <<'JS'
const { spawn } = require('node:child_process');
const { mkdtempSync } = require('node:fs');
const { once } = require('node:events');
const { setTimeout: sleep } = require('node:timers/promises');
const Bull = require('bull');
const getPort = require('get-port');

async function main(appendonly) {
	const port = await getPort({ host: '127.0.0.1' });
	const dir = mkdtempSync('redis-');
	const settings = { port, bind: '127.0.0.1', save: '', appendonly, appendfsync: 'always', dir };
	const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
	const start = async () => {
		const server = spawn('redis-server', flags);
		for await (const line of server.stdout) if (String(line).includes('Ready to accept')) break;
		server.stdout.resume();
		return server;
	};
	let server = await start();
	const redis = { port, host: '127.0.0.1', maxRetriesPerRequest: null, enableReadyCheck: false };
	const queue = new Bull('executions', { redis });
	queue.on('error', () => {});
	const lost = await queue.add({ guest: 'Mara' });
	let heard = 'nothing';
	const waiting = lost.finished().then(
		(result) => (heard = `the result of ${result}`),
		() => (heard = 'an error'),
	);
	await sleep(500);
	server.kill('SIGKILL');
	await once(server, 'exit');
	server = await start();
	// Bull looks by itself every five seconds.
	await sleep(12_000);
	console.log(`append-only ${appendonly}: after the restart, who waits for Mara has heard ${heard}`);
	const next = await queue.add({ guest: 'Ida' });
	void queue.process(({ data }) => data.guest);
	await waiting;
	console.log(`jobs ${lost.id} and ${next.id}: who waits for Mara hears ${heard}`);
	await queue.close(true);
	server.kill('SIGKILL');
	await once(server, 'exit');
}

(async () => {
	await main('no');
	await main('yes');
	process.exit(0);
})();
JS
seen=$(LD_LIBRARY_PATH=$(echo "$PWD"/usr/lib/*-linux-gnu) PATH="$PWD/usr/bin:$PATH" node wait.js)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
append-only no: after the restart, who waits for Mara has heard nothing
jobs 1 and 1: who waits for Mara hears the result of Ida
append-only yes: after the restart, who waits for Mara has heard nothing
jobs 1 and 2: who waits for Mara hears the result of Mara
EXPECTED
