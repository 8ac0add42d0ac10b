#!/usr/bin/env bash
# You write several guests to Customer.io with n8n's node, each with what you know: one has an email and has unsubscribed, the next has only points.
# Guess: each guest gets their own fields.
# Customer.io 1 of n8n-nodes-base 2.40.2 fills one object for all items and never empties it. A guest without an email gets that of the guest before,
# and whoever comes after an unsubscribed guest is unsubscribed. This happens with fields and with JSON. With one item per run it is right.
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
credentials.customerIoApi = { region: 'track.customer.io' };
nock('https://track.customer.io').persist().put(/.*/).reply((path, body) => {
	console.log(`${path.split('/').at(-1)}: ${JSON.stringify(body)}`);
	return [200, {}];
});
const upsert = { resource: 'customer', operation: 'upsert', id: '={{ $json.id }}' };
const customProperties = { customProperty: [{ key: 'tier', value: '={{ $json.tier }}' }] };
(async () => {
	await run('CustomerIo/CustomerIo', 1, { ...upsert, additionalFields: { email: '={{ $json.email }}', customProperties } }, [
		{ id: 'ana', email: 'ana@example.com', tier: 'gold' },
		{ id: 'bo', tier: 'silver' },
	]);
	await run('CustomerIo/CustomerIo', 1, { ...upsert, jsonParameters: true, additionalFieldsJson: '={{ JSON.stringify($json.fields) }}' }, [
		{ id: 'ana', fields: { unsubscribed: true } },
		{ id: 'bo', fields: { points: 50 } },
	]);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
ana: {"data":{"tier":"gold"},"email":"ana@example.com"}
bo: {"data":{"tier":"silver"},"email":"ana@example.com"}
ana: {"unsubscribed":true}
bo: {"unsubscribed":true,"points":50}
EXPECTED
