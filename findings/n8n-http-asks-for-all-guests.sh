#!/usr/bin/env bash
# You look up or delete a guest with n8n's HTTP Request by a field of the item: /guests/{{ $json.id }}, or a query parameter with {{ $json.email }}.
# Some items lack the field. Guess: you get an error; or the server gets "undefined" and finds nobody.
# HTTP Request 4.3 of n8n-nodes-base 2.40.2 asks for /guests/, which is the list of all guests, and leaves out a parameter whose field is missing:
# /guests, without the filter. Null is an empty filter, which many servers take for none. What follows a # in the ID is cut off.
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
const { run } = require('./nodes.cjs');

(async () => {
	const server = createServer((request, response) => {
		console.log(`  ${request.method} ${request.url}`);
		response.setHeader('content-type', 'application/json').end('{}');
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = `http://127.0.0.1:${server.address().port}/guests`;
	const send = async (label, items, parameters) => {
		console.log(label);
		await run('HttpRequest/HttpRequest', 4.3, { authentication: 'none', options: {}, ...parameters }, items);
	};
	await send('the ID in the address', [{ id: 7 }, { id: null }, {}, { id: '7#2' }], { method: 'DELETE', url: `=${address}/{{ $json.id }}` });
	const parameters = [{ name: 'email', value: '={{ $json.email }}' }];
	await send('a query parameter', [{ email: 'ana@example.com' }, { email: null }, {}], { method: 'GET', url: address, sendQuery: true, specifyQuery: 'keypair', queryParameters: { parameters } });
	process.exit(0);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
the ID in the address
  DELETE /guests/7
  DELETE /guests/
  DELETE /guests/
  DELETE /guests/7
a query parameter
  GET /guests?email=ana%40example.com
  GET /guests?email=
  GET /guests
EXPECTED
