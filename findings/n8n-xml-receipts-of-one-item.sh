#!/usr/bin/env bash
# Receipts come as XML, n8n's XML node turns them into JSON, and Split Out splits their items. Guess: a
# receipt with one item gives one item, or Split Out says that this is not a list.
# XML 1 of n8n-nodes-base 2.40.2 makes a list of two elements but an object of one, and Split Out 1 splits an
# object into its values: a taco for 3.50 becomes two items, "Taco" and "3.50", both in a field with the list's
# name. A receipt without an item gives nothing. XML's option Explicit Array makes a list of every value.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps xml2js@0.6.2

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const item = (name, price) => `<item><name>${name}</name><price>${price}</price></item>`;
async function split(what, items, options = {}) {
	const data = `<receipt><items>${items}</items></receipt>`;
	const [receipts] = await run('Xml/Xml', 1, { mode: 'xmlToJson', dataPropertyName: 'data', options }, [{ data }]);
	const fieldToSplitOut = options.explicitArray ? 'receipt.items[0].item' : 'receipt.items.item';
	const [rows] = await run('Transform/SplitOut/SplitOut', 1, { fieldToSplitOut, include: 'noOtherFields', options: {} }, receipts);
	console.log(`${what}: ${rows.map((row) => JSON.stringify(row)).join(' ') || 'nothing'}`);
}
(async () => {
	await split('two items', item('Taco', '3.50') + item('Soda', '2.00'));
	await split('one item', item('Taco', '3.50'));
	await split('no item', '');
	await split('one item, Explicit Array', item('Taco', '3.50'), { explicitArray: true });
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
two items: {"name":"Taco","price":"3.50"} {"name":"Soda","price":"2.00"}
one item: {"receipt.items.item":"Taco"} {"receipt.items.item":"3.50"}
no item: nothing
one item, Explicit Array: {"name":["Taco"],"price":["3.50"]}
EXPECTED
