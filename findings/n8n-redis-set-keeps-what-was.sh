#!/usr/bin/env bash
# A guest's last state is kept in Redis to compare the next one with: Set of n8n's Redis node stores the guest
# as an object, or the list of the guest's tags as a set. Guess: Set replaces the value, as Redis's SET does.
# Redis 1 of n8n-nodes-base 2.40.2 writes the object's fields one by one into the existing hash, and adds tags to the existing set. What a
# guest no longer has stays, so an ended tier and a removed tag keep coming back. In the fields, a list becomes a,b and an object [object
# Object]; a null is an error, after the fields before it are written. Get with the key type Automatic, its default, finds nothing in a set.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps redis@4.6.14
. "$here/debian-redis"

cat > run.cjs <<'JS'
const nodes = require('./nodes.cjs');

nodes.credentials.redis = { host: '127.0.0.1', port: Number(process.env.REDIS_PORT), database: 0 };
const redis = (parameters, guest) => nodes.run('Redis/Redis', 1, parameters, [guest]);
async function store(label, value, keyType, guest, readAs = 'automatic') {
	const said = await redis({ operation: 'set', key: label, value, keyType }, guest).then(() => 'stored', ({ message }) => message);
	const [[{ kept }]] = await redis({ operation: 'get', key: label, propertyName: 'kept', keyType: readAs, options: {} }, {});
	console.log(`${label} ${JSON.stringify(guest)}: ${said}, then ${JSON.stringify(Array.isArray(kept) ? kept.sort() : kept)}`);
}
(async () => {
	await store('guest', '={{ $json }}', 'automatic', { name: 'Mara', tier: 'gold' });
	await store('guest', '={{ $json }}', 'automatic', { name: 'Mara', points: 0 });
	await store('other', '={{ $json }}', 'automatic', { tags: ['vip', 'new'], store: { id: 202 } });
	await store('other', '={{ $json }}', 'automatic', { points: 5, tier: null, name: 'Bo' });
	await store('tags', '={{ $json.tags }}', 'sets', { tags: ['vip', 'new'] }, 'sets');
	await store('tags', '={{ $json.tags }}', 'sets', { tags: ['regular'] }, 'sets');
	await store('tags', '={{ $json.tags }}', 'sets', { tags: ['regular'] });
	process.exit(0);
})();
JS
seen=$(node run.cjs 2>/dev/null)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
guest {"name":"Mara","tier":"gold"}: stored, then {"name":"Mara","tier":"gold"}
guest {"name":"Mara","points":0}: stored, then {"name":"Mara","tier":"gold","points":"0"}
other {"tags":["vip","new"],"store":{"id":202}}: stored, then {"tags":"vip,new","store":"[object Object]"}
other {"points":5,"tier":null,"name":"Bo"}: Cannot read properties of null (reading 'toString'), then {"tags":"vip,new","store":"[object Object]","points":"5"}
tags {"tags":["vip","new"]}: stored, then ["new","vip"]
tags {"tags":["regular"]}: stored, then ["new","regular","vip"]
tags {"tags":["regular"]}: stored, then null
EXPECTED
