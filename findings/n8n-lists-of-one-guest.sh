#!/usr/bin/env bash
# You put guests into the list of their tier with n8n's nodes for SendGrid (contact, create or update) and Iterable (user list, add). The list is an
# expression, {{ $json.list }}. Guess: each guest goes into the list of their own item, just as each has their own email.
# n8n-nodes-base 2.40.2 makes one call for all items. SendGrid 1 takes the lists of the last item that has any, and Iterable 1 takes the list of the
# first. So all guests are in one list, and the order of the items decides which. Loop Over Items with a batch size of 1 works.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps nock@14.0.17

cat > run.cjs <<'JS'
const nock = require('nock');
const { credentials, run } = require('./nodes.cjs');

nock.disableNetConnect();
Object.assign(credentials, { sendGridApi: {}, iterableApi: { region: 'https://api.iterable.com' } });
const heard = (_path, body) => {
	console.log(JSON.stringify(body));
	return [200, {}];
};
nock('https://api.sendgrid.com').persist().put(/.*/).reply(heard);
nock('https://api.iterable.com').persist().post(/.*/).reply(heard);
const guests = [
	{ email: 'ana@example.com', list: '11' },
	{ email: 'bo@example.com', list: '22' },
	{ email: 'cy@example.com', list: '33' },
];
const additionalFields = { listIdsUi: { listIdValues: { listIds: '={{ [$json.list] }}' } } };
(async () => {
	await run('SendGrid/SendGrid', 1, { resource: 'contact', operation: 'upsert', email: '={{ $json.email }}', additionalFields }, guests);
	await run('Iterable/Iterable', 1, { resource: 'userList', operation: 'add', listId: '={{ $json.list }}', identifier: 'email', value: '={{ $json.email }}' }, guests);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{"list_ids":["33"],"contacts":[{"email":"ana@example.com"},{"email":"bo@example.com"},{"email":"cy@example.com"}]}
{"listId":11,"subscribers":[{"email":"ana@example.com"},{"email":"bo@example.com"},{"email":"cy@example.com"}]}
EXPECTED
