#!/usr/bin/env bash
# n8n is restarted or updated while a vendor's webhooks arrive. Guess: until its webhooks are ready, it
# refuses calls with a status that makes the vendor send them again.
# n8n 2.40.7 listens before it migrates its database, and answers any call with 200 and "n8n is starting up.
# Please wait" until that is done, then with 404 until its webhooks are loaded. A vendor that takes 200 for
# success loses the call. /healthz says 200 all the time; only /healthz/readiness says 503 until the end.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-whole"

cat > run.cjs <<'JS'
const { spawn } = require('node:child_process');

const PORT = '25678';
const HERE = `http://127.0.0.1:${PORT}`;
const env = { ...process.env, N8N_USER_FOLDER: process.cwd(), N8N_PORT: PORT, N8N_LISTEN_ADDRESS: '127.0.0.1', N8N_DIAGNOSTICS_ENABLED: 'false', N8N_RUNNERS_BROKER_PORT: '25679' };
const n8n = spawn(process.execPath, ['node_modules/n8n/bin/n8n', 'start'], { env, stdio: 'ignore' });

const ask = async (path, method = 'GET') => {
	const response = await fetch(HERE + path, { method });
	return { status: response.status, text: await response.text() };
};
(async () => {
	const seen = [];
	for (let ready = 0; ready !== 200; ) {
		try {
			const health = (await ask('/healthz')).status;
			ready = (await ask('/healthz/readiness')).status;
			const { status, text } = await ask('/webhook/orders', 'POST');
			const what = `webhook ${status}${status === 200 ? ` ${text}` : ''}, healthz ${health}`;
			if (seen.at(-1) !== what) seen.push(what);
		} catch {
			// It does not listen yet.
		}
	}
	console.log(seen.filter((what) => what.startsWith('webhook 200')).at(-1));
	console.log(seen.at(-1));
	n8n.kill();
})();
JS
seen=$(node_modules/node/bin/node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
webhook 200 n8n is starting up. Please wait, healthz 200
webhook 404, healthz 200
SEEN
