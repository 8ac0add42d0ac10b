#!/usr/bin/env bash
# You sign a text and send it as application/json. Guess: axios, which n8n's HTTP Request node and helpers send with, leaves a text alone.
# axios 1.21.1 parses the text, sends it without the whitespace around it, and puts it in quotes if it is not JSON. A line break at the end, as in a
# file or a template, is gone, and the signature no longer matches. The same bytes in a Buffer go out as they are. They are not parsed, which also
# costs less.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts axios@1.21.1

cat > send.js <<'JS'
const { createServer } = require('node:http');
const { buffer } = require('node:stream/consumers');
const axios = require('axios');

const server = createServer(async (request, response) => response.end(await buffer(request)));
server.listen(0, '127.0.0.1', async () => {
	const send = async (body) => {
		const headers = { 'Content-Type': 'application/json' };
		const options = { headers, responseType: 'text', transformResponse: [] };
		return (await axios.post(`http://127.0.0.1:${server.address().port}`, body, options)).data;
	};
	for (const text of ['{"points": 25}\n', 'points=25']) {
		const [asText, asBytes] = [await send(text), await send(Buffer.from(text))];
		console.log([text, asText, asBytes].map((one) => JSON.stringify(one)).join(' '));
	}
	server.close();
});
JS
seen=$(node send.js)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
"{\"points\": 25}\n" "{\"points\": 25}" "{\"points\": 25}\n"
"points=25" "\"points=25\"" "points=25"
EXPECTED
