#!/usr/bin/env bash
# You ask for two guests in one call with n8n's HTTP Request: the parameter ids is there twice, in the query or in a form. Guess: it sends
# ids=1&ids=2, as browsers, curl and other tools do.
# HTTP Request 4.3 of n8n-nodes-base 2.40.2 numbers them: ids[0]=1&ids[1]=2. In a form, no option changes that. A server that reads ids finds none,
# and mostly answers as if you had asked for nobody. If you enter the form as a whole, ids=1&ids=2, only ids=2 is sent: the first is gone. In the
# address itself both are sent as they stand; for the query there is an option.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps cheerio@1.1.0 @mozilla/readability@0.6.0 jsdom@29.1.1 html-to-text@9.0.5 iconv-lite@0.7.3 sanitize-html@2.17.5

cat > run.cjs <<'JS'
const { once } = require('node:events');
const { createServer } = require('node:http');
const { text } = require('node:stream/consumers');
const { run } = require('./nodes.cjs');

const TWICE = { parameters: [{ name: 'ids', value: '1' }, { name: 'ids', value: '2' }] };
const FORM = { method: 'POST', sendBody: true, contentType: 'form-urlencoded' };
(async () => {
	let heard;
	const server = createServer(async (request, response) => {
		heard = `${decodeURIComponent(request.url)} ${decodeURIComponent(await text(request))}`.trim();
		response.setHeader('content-type', 'application/json').end('{}');
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = `http://127.0.0.1:${server.address().port}/guests`;
	const send = async (label, url, parameters) => {
		await run('HttpRequest/HttpRequest', 4.3, { url, authentication: 'none', options: {}, ...parameters }, [{}]);
		console.log(`${label}: ${heard}`);
	};
	await send('in the address', `${address}?ids=1&ids=2`, { method: 'GET' });
	await send('query parameters', address, { method: 'GET', sendQuery: true, specifyQuery: 'keypair', queryParameters: TWICE });
	await send('query parameters, without brackets', address, { method: 'GET', sendQuery: true, specifyQuery: 'keypair', queryParameters: TWICE, options: { queryParameterArrays: 'repeat' } });
	await send('fields of a form', address, { ...FORM, specifyBody: 'keypair', bodyParameters: TWICE });
	await send('a form as a whole', address, { ...FORM, specifyBody: 'string', body: 'ids=1&ids=2' });
	process.exit(0);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
in the address: /guests?ids=1&ids=2
query parameters: /guests?ids[0]=1&ids[1]=2
query parameters, without brackets: /guests?ids=1&ids=2
fields of a form: /guests ids[0]=1&ids[1]=2
a form as a whole: /guests ids=2
EXPECTED
