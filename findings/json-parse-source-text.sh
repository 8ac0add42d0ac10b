#!/usr/bin/env bash
# Loyalty event IDs are 64-bit, and JSON.parse rounds them. Guess: since Node gives a reviver of JSON.parse the source text, a reviver that reads
# `context.source` keeps the IDs on every Node that n8n's packages promise (20 and newer), at little cost.
# Node 20.20.2 passes the reviver no context, so the IDs are rounded silently; Node 22.23.3 passes it. There, the reviver
# makes JSON.parse more than twice as slow.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > read.js <<'JS'
const event = JSON.stringify({ payload: { checkin_id: 1, items: Array(40).fill({ id: 7, name: 'Latte' }) } });
const body = event.replace('"checkin_id":1', '"checkin_id":9007199254740993');
const exact = (_key, value, context) =>
	Number.isInteger(value) && !Number.isSafeInteger(value) && context ? context.source : value;
const id = String(JSON.parse(body, exact).payload.checkin_id);

const time = (parse) => {
	let best = Infinity;
	for (let round = 0; round < 15; round++) {
		const beganAt = process.hrtime.bigint();
		for (let n = 0; n < 2000; n++) parse();
		best = Math.min(best, Number(process.hrtime.bigint() - beganAt));
	}
	return best;
};
const times = time(() => JSON.parse(body, exact)) / time(() => JSON.parse(body));
console.log(`${process.version} ${id} ${times > 2 ? 'over twice as slow' : 'as fast'}`);
JS

for version in 20.20.2 22.23.3; do
	mkdir "node-$version"
	(
		cd "node-$version"
		npm init -y >/dev/null
		npm install --silent --no-audit --no-fund "node@$version" --ignore-scripts=false
	)
	"node-$version/node_modules/node/bin/node" read.js | tee -a seen.txt
done
grep -q '^v20.20.2 9007199254740992 ' seen.txt
grep -q '^v22.23.3 9007199254740993 over twice as slow$' seen.txt
