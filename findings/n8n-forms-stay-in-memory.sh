#!/usr/bin/env bash
# Somebody goes through an n8n form of two pages again and again, each time with some megabytes of rows, uploading one file after the other.
# Guess: when a run has ended, n8n forgets its rows.
# n8n 2.40.7 keeps the rows of each run, at least twice (here 8 MB of numbers leave some 25 MB). It answers the submission of a page that another page
# follows, but never ends its own wait for that answer. So it never gives back the isolate of its expressions, which refers to what the run had.
# N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE does not change that.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-whole"

cat > run.cjs <<'JS'
const { execFileSync, spawn } = require('node:child_process');
const { readFileSync, rmSync, writeFileSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');

const PORT = '25678';
const HERE = `http://127.0.0.1:${PORT}`;
const MB_A_RUN = 8;
const RUNS = 4;

// n8n writes how much its heap holds without garbage, and how many isolates there are, when it is asked to.
const bridge = `${process.cwd()}/node_modules/@n8n/expression-runtime/dist/cjs/bridge/isolated-vm-bridge.js`;
writeFileSync(
	'heap.cjs',
	`if ((process.argv[1] ?? '').endsWith('n8n')) process.on('SIGUSR2', () => {
		global.gc();
		global.gc();
		const { IsolatedVmBridge } = require(${JSON.stringify(bridge)});
		const isolates = require('node:v8').queryObjects(IsolatedVmBridge, { format: 'count' });
		require('node:fs').writeFileSync('heap', JSON.stringify({ mb: process.memoryUsage().heapUsed / 1e6, isolates }));
	});`,
);

const node = (name, type, typeVersion, x, parameters, more) => ({ id: name, name, type: `n8n-nodes-base.${type}`, typeVersion, position: [x, 0], parameters, ...more });
const to = (name) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
const question = { formFields: { values: [{ fieldLabel: 'Go on?', fieldType: 'text' }] }, limitWaitTime: false, options: {} };
// A column of numbers: each is held in the heap, as the guests of a file are.
const rows = `return Array.from({ length: ${(MB_A_RUN * 1e6) / 800} }, (_, row) => ({ json: { row, guests: Array.from({ length: 100 }, (_, guest) => row + guest / 7) } }));`;
const workflow = {
	id: 'guests',
	name: 'Guests',
	active: false,
	settings: { executionOrder: 'v1' },
	nodes: [
		node('Form', 'formTrigger', 2.2, 0, { formTitle: 'Guests', ...question, responseMode: 'onReceived' }, { webhookId: 'guests' }),
		node('Rows', 'code', 2, 200, { jsCode: rows }),
		node('One', 'limit', 1, 400, {}),
		node('Page', 'form', 2.3, 600, { ...question, options: {} }, { webhookId: 'page' }),
		node('Last page', 'form', 2.3, 800, { operation: 'completion', completionTitle: 'Done' }, { webhookId: 'last' }),
	],
	connections: { Form: to('Rows'), Rows: to('One'), One: to('Page'), Page: to('Last page') },
};

const env = { ...process.env, N8N_USER_FOLDER: process.cwd(), N8N_PORT: PORT, N8N_LISTEN_ADDRESS: '127.0.0.1', N8N_RUNNERS_BROKER_PORT: '25679', N8N_DIAGNOSTICS_ENABLED: 'false', N8N_LOG_LEVEL: 'error' };
const cli = (...args) => execFileSync(process.execPath, ['node_modules/n8n/bin/n8n', ...args], { env, stdio: 'ignore' });

const field = (value) => {
	const form = new FormData();
	form.append('field-0', value);
	return form;
};
async function page(url) {
	for (;;) {
		const status = (await (await fetch(`${url.origin}${url.pathname}/n8n-execution-status${url.search}`)).text()).trim();
		if (status === 'form-waiting') return await (await fetch(url)).text();
		if (status !== 'running' && status !== 'waiting' && status !== 'new') throw new Error(status);
		await sleep(200);
	}
}
async function goThrough() {
	const response = await fetch(`${HERE}/form/guests`, { method: 'POST', body: field('yes') });
	const url = new URL((await response.json()).formWaitingUrl);
	await page(url);
	await fetch(url, { method: 'POST', body: field('yes') });
	await page(url);
	await fetch(url, { method: 'POST', body: '[object Object]' });
}
async function heapOf(n8n) {
	rmSync('heap', { force: true });
	n8n.kill('SIGUSR2');
	for (;;) {
		await sleep(300);
		try {
			const text = readFileSync('heap', 'utf8');
			if (text) return JSON.parse(text);
		} catch {}
	}
}

async function perRun(more) {
	const n8n = spawn(process.execPath, ['--expose-gc', 'node_modules/n8n/bin/n8n', 'start'], { env: { ...env, ...more, NODE_OPTIONS: `--require ${process.cwd()}/heap.cjs` }, stdio: 'ignore' });
	process.on('exit', () => n8n.kill('SIGKILL'));
	while ((await fetch(`${HERE}/form/guests`).catch(() => ({}))).status !== 200 || (await fetch(`${HERE}/healthz/readiness`)).status !== 200) await sleep(500);
	await sleep(2_000);
	const seen = [];
	for (let run = 0; run < RUNS; run++) {
		await goThrough();
		await sleep(3_000);
		seen.push(await heapOf(n8n));
	}
	n8n.kill();
	await new Promise((resolve) => n8n.on('exit', resolve));
	const growth = (what) => (seen.at(-1)[what] - seen[0][what]) / (RUNS - 1);
	return { isolates: growth('isolates'), times: growth('mb') / MB_A_RUN };
}
(async () => {
	writeFileSync('workflow.json', JSON.stringify([workflow]));
	cli('import:workflow', '--input=workflow.json');
	cli('publish:workflow', '--id=guests');
	for (const [name, more] of Object.entries({ default: {}, lazy: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } })) {
		const { isolates, times } = await perRun(more);
		console.log(`${name}: a run that has ended leaves ${isolates} isolates, and its rows ${times >= 2 ? 'at least twice' : 'not'}`);
	}
	process.exit(0);
})();
JS
seen=$(node_modules/node/bin/node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
default: a run that has ended leaves 2 isolates, and its rows at least twice
lazy: a run that has ended leaves 2 isolates, and its rows at least twice
SEEN
