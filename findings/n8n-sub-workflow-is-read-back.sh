#!/usr/bin/env bash
# A sub-workflow makes many rows from a long list and returns one item, to keep the calling workflow small.
# Guess: n8n keeps answering meanwhile, and it does not matter whether the sub-workflow's executions are stored.
# n8n 2.40.7 reads the stored execution of a sub-workflow back as soon as it has ended, with all its rows, to tell which item came
# from which, and answers nothing else meanwhile. With "Save successful production executions" off, there is nothing to read.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-whole"

cat > run.cjs <<'JS'
const { execFileSync, spawn } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');

const PORT = '25678';
const HERE = `http://127.0.0.1:${PORT}`;
const ROUNDS = 3;

const node = (name, type, typeVersion, x, parameters, more) => ({ id: name, name, type: `n8n-nodes-base.${type}`, typeVersion, position: [x, 0], parameters, ...more });
const to = (name) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
const rows = 'return Array.from({ length: 100_000 }, (_, row) => ({ json: { email: `guest-${row}@example.com`, crm_id: `CRM-${row}` } }));';
const inner = (saveDataSuccessExecution) => ({
	name: 'Rows',
	nodes: [
		node('Called', 'executeWorkflowTrigger', 1.1, 0, { inputSource: 'passthrough' }),
		node('Rows', 'code', 2, 200, { jsCode: rows }),
		node('One', 'limit', 1, 400, {}),
	],
	connections: { Called: to('Rows'), Rows: to('One') },
	settings: { executionOrder: 'v1', saveDataSuccessExecution },
});
const workflow = (id) => ({
	...{ id, name: id, active: false, settings: { executionOrder: 'v1' } },
	nodes: [
		node('Webhook', 'webhook', 2, 0, { httpMethod: 'POST', path: id, responseMode: 'lastNode', options: {} }, { webhookId: id }),
		node('Sub-workflow', 'executeWorkflow', 1.3, 200, { source: 'parameter', workflowJson: JSON.stringify(inner(id)), mode: 'once', options: {} }),
	],
	connections: { Webhook: to('Sub-workflow') },
});

const env = { ...process.env, N8N_USER_FOLDER: process.cwd(), N8N_PORT: PORT, N8N_LISTEN_ADDRESS: '127.0.0.1', N8N_RUNNERS_BROKER_PORT: '25679', N8N_DIAGNOSTICS_ENABLED: 'false', N8N_LOG_LEVEL: 'error' };
const cli = (...args) => execFileSync(process.execPath, ['node_modules/n8n/bin/n8n', ...args], { env, stdio: 'ignore' });

/** The longest time n8n answers nothing while the workflow runs, in milliseconds. */
async function longestSilence(id) {
	let longest = 0;
	let isOver = false;
	const asking = (async () => {
		while (!isOver) {
			const askedAt = performance.now();
			await fetch(`${HERE}/healthz`, { headers: { connection: 'close' } });
			longest = Math.max(longest, performance.now() - askedAt);
			await sleep(20);
		}
	})();
	const response = await fetch(`${HERE}/webhook/${id}`, { method: 'POST' });
	if (!response.ok) throw new Error(await response.text());
	await sleep(500);
	isOver = true;
	await asking;
	return longest;
}

(async () => {
	const ways = ['none', 'all'];
	writeFileSync('workflows.json', JSON.stringify(ways.map(workflow)));
	cli('import:workflow', '--input=workflows.json');
	for (const id of ways) cli('publish:workflow', `--id=${id}`);
	const n8n = spawn(process.execPath, ['node_modules/n8n/bin/n8n', 'start'], { env, stdio: 'ignore' });
	process.on('exit', () => n8n.kill('SIGKILL'));
	while ((await fetch(`${HERE}/webhook/${ways[1]}`, { method: 'OPTIONS' }).catch(() => ({}))).status !== 204 || (await fetch(`${HERE}/healthz/readiness`)).status !== 200) await sleep(500);
	await sleep(2_000);
	const silence = {};
	for (const id of ways) {
		await longestSilence(id);
		const all = [];
		for (let round = 0; round < ROUNDS; round++) all.push(await longestSilence(id));
		silence[id] = all.sort((one, other) => one - other)[1];
	}
	if (process.env.FIGURES) console.error(silence);
	console.log(`stored, n8n answers nothing ${silence.all > 2 * silence.none ? 'for more than twice as long' : 'for about as long'}`);
	process.exit(0);
})();
JS
seen=$(node_modules/node/bin/node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
stored, n8n answers nothing for more than twice as long
SEEN
