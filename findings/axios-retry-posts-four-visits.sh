#!/usr/bin/env bash
# Visits and messages are sent with axios, and axios-retry repeats what fails: axiosRetry(axios, { retries: 3 }). Guess: a POST is never repeated,
# since only what is idempotent is; and where no answer comes in time, a GET or a PUT is.
# axios-retry 4.5.0 does the opposite in both. A connection that breaks before the answer has it repeat everything, POSTs too: the server has had
# the visit four times, and the guest four times the points. A timeout is never repeated, not even of a GET, so that a slow minute loses what could
# be asked again. A 500 or 429 is repeated at once, three times within milliseconds, so that an outage of a second loses it as well. retryCondition
# and retryDelay change each.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts axios@1.21.1 axios-retry@4.5.0

cat > run.mjs <<'JS'
import http from 'node:http';
import axios from 'axios';
import axiosRetry from 'axios-retry';

let calls;
let behave;
const server = http.createServer((request, response) => {
	calls.push(Date.now());
	request.resume().on('end', () => behave(response));
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const client = axios.create({ timeout: 500, baseURL: `http://127.0.0.1:${server.address().port}` });
axiosRetry(client, { retries: 3 });

const KINDS = {
	'a connection that breaks': (response) => response.socket.destroy(),
	'no answer in time': () => {},
	'status 500': (response) => response.writeHead(500).end(),
	'status 429': (response) => response.writeHead(429).end(),
};
for (const [kind, behavior] of Object.entries(KINDS)) {
	behave = behavior;
	for (const method of ['get', 'put', 'post']) {
		calls = [];
		await client.request({ url: '/visits', method, data: { points: 50 } }).catch(() => {});
		const within = calls.length > 1 && calls.at(-1) - calls[0] < 500 ? ' within half a second' : '';
		console.log(`${kind}, ${method}: ${calls.length} in all${within}`);
	}
}
server.closeAllConnections();
server.close();
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
a connection that breaks, get: 4 in all within half a second
a connection that breaks, put: 4 in all within half a second
a connection that breaks, post: 4 in all within half a second
no answer in time, get: 1 in all
no answer in time, put: 1 in all
no answer in time, post: 1 in all
status 500, get: 4 in all within half a second
status 500, put: 4 in all within half a second
status 500, post: 1 in all
status 429, get: 4 in all within half a second
status 429, put: 4 in all within half a second
status 429, post: 1 in all
EXPECTED
