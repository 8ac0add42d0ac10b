#!/usr/bin/env bash
# A workflow begins with a trigger whose webhook is called, and no parameter of the trigger has an expression. Guess: what a call costs n8n does not
# depend on whose node the trigger is.
# n8n 2.40.7 makes a V8 isolate for each call of any trigger, in addition to the one for the execution. The only exception is its own Webhook node,
# which it recognizes by its type, from version 2 on. So a Webhook node of version 1 and n8n's Form Trigger have two per call, and by the same rule so
# does every node of a community package.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-whole"

cat > run.cjs <<'JS'
const { execFileSync, spawn } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');

const PORT = '25678';
const HERE = `http://127.0.0.1:${PORT}`;
const CALLS = 10;

// n8n writes how many isolates it has asked for so far when it is asked to.
writeFileSync(
	'count.cjs',
	`if ((process.argv[1] ?? '').endsWith('n8n') && process.argv[2] === 'start') {
		const { ExpressionEvaluator } = require(process.cwd() + '/node_modules/@n8n/expression-runtime/dist/cjs/evaluator/expression-evaluator.js');
		let asked = 0;
		const { acquire } = ExpressionEvaluator.prototype;
		ExpressionEvaluator.prototype.acquire = async function (caller) {
			const isNew = await acquire.call(this, caller);
			if (isNew) asked++;
			return isNew;
		};
		process.on('SIGUSR2', () => require('node:fs').writeFileSync('asked', String(asked)));
	}`,
);

const node = (name, type, typeVersion, x, parameters, more) => ({ id: name, name, type: `n8n-nodes-base.${type}`, typeVersion, position: [x, 0], parameters, ...more });
const workflow = (id, trigger) => ({
	...{ id, name: id, active: false, settings: { executionOrder: 'v1' } },
	nodes: [trigger, node('Nothing', 'noOp', 1, 200, {})],
	connections: { [trigger.name]: { main: [[{ node: 'Nothing', type: 'main', index: 0 }]] } },
});
const webhook = (version) => {
	const id = `webhook${version}`;
	return workflow(id, node('Trigger', 'webhook', version, 0, { httpMethod: 'POST', path: id, options: {} }, { webhookId: id }));
};
const formFields = { values: [{ fieldLabel: 'Name', fieldType: 'text' }] };
const form = workflow('form', node('Trigger', 'formTrigger', 2.2, 0, { formTitle: 'Guests', formFields, responseMode: 'onReceived', options: {} }, { webhookId: 'form' }));
const KINDS = [
	{ name: 'Webhook, version 2', workflow: webhook(2), path: '/webhook/webhook2' },
	{ name: 'Webhook, version 1', workflow: webhook(1), path: '/webhook/webhook1' },
	{ name: 'Form Trigger', workflow: form, path: '/form/form' },
];

const env = { ...process.env, N8N_USER_FOLDER: process.cwd(), N8N_PORT: PORT, N8N_LISTEN_ADDRESS: '127.0.0.1', N8N_RUNNERS_BROKER_PORT: '25679', N8N_DIAGNOSTICS_ENABLED: 'false', N8N_LOG_LEVEL: 'error' };
const cli = (...args) => execFileSync(process.execPath, ['node_modules/n8n/bin/n8n', ...args], { env, stdio: 'ignore' });

async function call(path) {
	const body = new FormData();
	body.append('field-0', 'Mara');
	const { status } = await fetch(HERE + path, { method: 'POST', body });
	if (status !== 200) throw new Error(`${path}: ${status}`);
}
async function askedFor(n8n) {
	await sleep(2_000);
	n8n.kill('SIGUSR2');
	await sleep(500);
	return Number(readFileSync('asked', 'utf8'));
}

(async () => {
	writeFileSync('workflows.json', JSON.stringify(KINDS.map((kind) => kind.workflow)));
	cli('import:workflow', '--input=workflows.json');
	for (const kind of KINDS) cli('publish:workflow', `--id=${kind.workflow.id}`);
	const n8n = spawn(process.execPath, ['node_modules/n8n/bin/n8n', 'start'], { env: { ...env, NODE_OPTIONS: `--require ${process.cwd()}/count.cjs` }, stdio: 'ignore' });
	process.on('exit', () => n8n.kill('SIGKILL'));
	while ((await fetch(`${HERE}/form/form`).catch(() => ({}))).status !== 200 || (await fetch(`${HERE}/healthz/readiness`)).status !== 200) await sleep(500);
	for (const { name, path } of KINDS) {
		await call(path);
		const before = await askedFor(n8n);
		for (let calls = 0; calls < CALLS; calls++) await call(path);
		console.log(`${name}: isolates a call: ${Math.round(((await askedFor(n8n)) - before) / CALLS)}`);
	}
	process.exit(0);
})();
JS
seen=$(node_modules/node/bin/node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
Webhook, version 2: isolates a call: 1
Webhook, version 1: isolates a call: 2
Form Trigger: isolates a call: 2
SEEN
