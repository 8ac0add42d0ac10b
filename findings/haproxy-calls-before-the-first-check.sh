#!/usr/bin/env bash
# HAProxy stands in front of a server that takes a while to be ready, and finds it by DNS, as with containers. Guess: with `check`, a new server gets
# calls only after its first check has passed.
# HAProxy 2.6.12 considers a server up as soon as DNS returns its address, and sends it calls at once; only a failed check takes it out again. (From
# 3.1 on, `init-state down` on the server makes it wait.)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-unpack"
unpack haproxy=2.6.12-1+deb12u4 liblua5.3-0 libopentracing-c-wrapper0 libopentracing1 libpcre2-8-0 libssl3
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts dns2@2.1.0 get-port@5.1.1

cat > run.js <<'JS'
const { spawn } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');
const { createServer: createDnsServer, Packet } = require('dns2');
const getPort = require('get-port');

async function main() {
	const [port, dnsPort, serverPort] = [await getPort(), await getPort(), await getPort()];
	const seen = { check: 0, call: 0, callsBefore: 0 };
	const server = createServer((request, response) => {
		const isCheck = request.url === '/ready';
		seen[isCheck ? 'check' : 'call']++;
		if (!isCheck && seen.check === 0) seen.callsBefore++;
		response.writeHead(isCheck ? 503 : 200).end();
	});
	await new Promise((resolve) => server.listen(serverPort, '127.0.0.1', resolve));

	let isThere = false;
	const dns = createDnsServer({
		udp: true,
		handle: (request, send) => {
			const response = Packet.createResponseFromRequest(request);
			const [{ name, type }] = request.questions;
			if (isThere && type === Packet.TYPE.A) response.answers.push({ name, type, class: 1, ttl: 1, address: '127.0.0.1' });
			send(response);
		},
	});
	await dns.listen({ udp: { port: dnsPort, address: '127.0.0.1' } });

	writeFileSync('haproxy.cfg', `
defaults
	mode http
	timeout connect 2s
	timeout client 10s
	timeout server 10s
resolvers here
	nameserver dns 127.0.0.1:${dnsPort}
	hold valid 1s
frontend calls
	bind 127.0.0.1:${port}
	default_backend servers
backend servers
	option httpchk GET /ready
	default-server resolvers here init-addr none
	server-template one 1 starting.example:${serverPort} check inter 3s fall 1 rise 1
`);
	const haproxy = spawn('usr/sbin/haproxy', ['-db', '-f', 'haproxy.cfg'], { stdio: 'ignore', env: { LD_LIBRARY_PATH: 'usr/lib/x86_64-linux-gnu' } });
	const call = async () => (await fetch(`http://127.0.0.1:${port}/webhook`).catch(() => ({ status: 0 }))).status;
	while ((await call()) !== 503) await sleep(50);
	console.log('before DNS knows it: 503');
	isThere = true;
	for (const before = Date.now(); Date.now() - before < 30_000 && seen.check === 0; await sleep(20)) await call();
	console.log(`calls that it got before its first check: ${seen.callsBefore > 0 ? 'some' : 'none'}`);
	await sleep(500);
	console.log(`after that check has failed: ${await call()}`);
	haproxy.kill('SIGKILL');
	process.exit(0);
}
main();
JS
seen=$(node run.js)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
before DNS knows it: 503
calls that it got before its first check: some
after that check has failed: 503
SEEN
