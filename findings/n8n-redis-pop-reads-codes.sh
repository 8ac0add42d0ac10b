#!/usr/bin/env bash
# Reward codes or gift card numbers are in a Redis list, and Pop of n8n's Redis node takes one for each guest. Guess: what
# was pushed as text is popped as text, since Redis knows nothing else, and since Get of the same node does so.
# Redis 1 of n8n-nodes-base 2.40.2 reads what it pops as JSON if it can: a card number of 19 digits is rounded, and is gone from
# the list. 12E3, which looks like any other code, becomes 12000. 4E5521 becomes Infinity, which is null in the next node's JSON,
# and 12.50 becomes 12.5. Codes with other letters or leading zeros stay. Codes that start with a letter other than E are safe.
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
const redis = async (parameters, item = {}) => (await nodes.run('Redis/Redis', 1, parameters, [item]))[0][0];
(async () => {
	for (const code of ['A7K2M9', '12E3', '4E5521', '6035710012345678901', '00120034', '12.50', 'true']) {
		await redis({ operation: 'push', list: 'codes', messageData: '={{ $json.code }}', tail: true }, { code });
		await redis({ operation: 'set', key: 'code', value: '={{ $json.code }}', keyType: 'automatic' }, { code });
		const popped = await redis({ operation: 'pop', list: 'codes', propertyName: 'code', options: {} });
		const got = await redis({ operation: 'get', key: 'code', propertyName: 'code', keyType: 'automatic', options: {} });
		console.log(`${code}: popped ${typeof popped.code} ${popped.code}, in JSON ${JSON.stringify(popped.code)}; got ${JSON.stringify(got.code)}`);
	}
	process.exit(0);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
A7K2M9: popped string A7K2M9, in JSON "A7K2M9"; got "A7K2M9"
12E3: popped number 12000, in JSON 12000; got "12E3"
4E5521: popped number Infinity, in JSON null; got "4E5521"
6035710012345678901: popped number 6035710012345679000, in JSON 6035710012345679000; got "6035710012345678901"
00120034: popped string 00120034, in JSON "00120034"; got "00120034"
12.50: popped number 12.5, in JSON 12.5; got "12.50"
true: popped boolean true, in JSON true; got "true"
EXPECTED
