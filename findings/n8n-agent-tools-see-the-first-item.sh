#!/usr/bin/env bash
# An n8n AI Agent is given three guests, and has a tool that gives a guest a gift. The tool's query names the guest with an expression,
# $('Guests').item. Guess: as in every other node, that is the guest whom the agent is working on.
# n8n 2.40.7 gives all three gifts to the first guest: in a tool, .item is always the first item, like .first(). $json is the right guest.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-whole"

cat > run.cjs <<'JS'
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { writeFileSync } = require('node:fs');
const http = require('node:http');

const body = async (request) => {
	const chunks = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
};
const listen = async (answer) => {
	const server = http.createServer(answer);
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${server.address().port}`;
};

// A chat model that calls the only tool once for each prompt, without arguments, and then is done.
async function model(request, response) {
	const { messages, tools } = JSON.parse(await body(request));
	const isDone = messages.at(-1).role === 'tool';
	const call = { id: 'call_1', type: 'function', function: { name: tools[0].function.name, arguments: '{}' } };
	const message = isDone ? { role: 'assistant', content: 'Done' } : { role: 'assistant', content: null, tool_calls: [call] };
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify({ id: '1', object: 'chat.completion', created: 0, model: 'stand-in', choices: [{ index: 0, message, finish_reason: isDone ? 'stop' : 'tool_calls' }], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }));
}

const BASE = 'n8n-nodes-base.';
const LANGCHAIN = '@n8n/n8n-nodes-langchain.';
const node = (name, type, typeVersion, parameters, more) => ({ id: name, name, type, typeVersion, position: [0, 0], parameters, ...more });
const to = (name, type = 'main') => ({ [type]: [[{ node: name, type, index: 0 }]] });

(async () => {
	const gifts = [];
	const shop = await listen((request, response) => {
		gifts.push(new URL(request.url, 'http://shop').searchParams);
		response.end('{}');
	});
	const url = await listen(model);
	const guests = "return ['Ada', 'Ben', 'Cy'].map((name) => ({ json: { name } }));";
	const workflow = {
		id: 'gifts',
		name: 'Gifts',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			node('Start', `${BASE}manualTrigger`, 1, {}),
			node('Guests', `${BASE}code`, 2, { jsCode: guests }),
			node('Agent', `${LANGCHAIN}agent`, 3, { promptType: 'define', text: '=Give {{ $json.name }} the gift', options: {} }),
			node('Model', `${LANGCHAIN}lmChatOpenAi`, 1.2, { model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} }, { credentials: { openAiApi: { id: 'model', name: 'Model' } } }),
			node('Gift', `${BASE}httpRequestTool`, 4.2, { toolDescription: 'Gives the guest the gift', url: `${shop}/gift`, sendQuery: true, specifyQuery: 'keypair', queryParameters: { parameters: [
				{ name: 'json', value: '={{ $json.name }}' },
				{ name: 'item', value: "={{ $('Guests').item.json.name }}" },
				{ name: 'first', value: "={{ $('Guests').first().json.name }}" },
			] }, options: {} }),
		],
		connections: { Start: to('Guests'), Guests: to('Agent'), Model: to('Agent', 'ai_languageModel'), Gift: to('Agent', 'ai_tool') },
	};
	writeFileSync('workflow.json', JSON.stringify([workflow]));
	writeFileSync('credentials.json', JSON.stringify([{ id: 'model', name: 'Model', type: 'openAiApi', data: { apiKey: 'none', url } }]));
	const env = { ...process.env, N8N_USER_FOLDER: process.cwd(), N8N_DIAGNOSTICS_ENABLED: 'false', N8N_LOG_LEVEL: 'error', N8N_RUNNERS_BROKER_PORT: '25679' };
	const cli = async (...args) => await promisify(execFile)(process.execPath, ['node_modules/n8n/bin/n8n', ...args], { env });
	await cli('import:credentials', '--input=credentials.json');
	await cli('import:workflow', '--input=workflow.json');
	await cli('execute', '--id=gifts');
	for (const gift of gifts) console.log(`$json: ${gift.get('json')}, .item: ${gift.get('item')}, .first(): ${gift.get('first')}`);
	process.exit(0);
})();
JS
seen=$(node_modules/node/bin/node run.cjs)
diff - <(printf '%s\n' "$seen") <<'EXPECTED'
$json: Ada, .item: Ada, .first(): Ada
$json: Ben, .item: Ada, .first(): Ada
$json: Cy, .item: Ada, .first(): Ada
EXPECTED
