#!/usr/bin/env bash
# n8n's node enters a guest's order, paid with points or by phone, into Shopify: Order > Create. Test, one of
# its additional fields, is off by default, and is either not chosen or off. Guess: it is an order.
# Shopify 1 of n8n-nodes-base 2.40.2 always sends test: true, whatever the field says. Every order a workflow makes
# is marked as a test in the shop: it is in the list, but anyone who leaves out test orders gives no points for it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps nock@14.0.17 change-case@5.4.4

cat > run.cjs <<'JS'
const nock = require('nock');
const { credentials, run } = require('./nodes.cjs');

nock.disableNetConnect();
credentials.shopifyAccessTokenApi = { shopSubdomain: 'tacos' };
nock('https://tacos.myshopify.com').persist().post(/.*/).reply((_path, { order }) => {
	console.log(`  test: ${order.test}`);
	return [201, { order }];
});
const create = { authentication: 'accessToken', resource: 'order', operation: 'create', limeItemsUi: { lineItemValues: [{ title: 'Taco kit', price: '24.50', quantity: 1 }] } };
(async () => {
	for (const additionalFields of [{}, { test: false }, { test: true }]) {
		console.log(JSON.stringify(additionalFields));
		await run('Shopify/Shopify', 1, { ...create, additionalFields }, [{}]);
	}
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{}
  test: true
{"test":false}
  test: true
{"test":true}
  test: true
EXPECTED
