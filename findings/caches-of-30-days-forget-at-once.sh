#!/usr/bin/env bash
# You keep an ID in a cache for 30 days, so that no guest gets a message twice, or an event is handled only once. Guess: it stays for 30 days, or for
# as long as the process runs.
# memory-cache 0.2.0 and expiry-map 2.0.0 set a timer for each entry, and a Node timer of more than 24.8 days fires at once. The ID is gone after a
# millisecond, and the message goes out again and again; up to 24 days all is well. Node warns once, on standard error. node-cache 5.1.2 and
# @isaacs/ttlcache 2.1.5 keep the ID.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts memory-cache@0.2.0 expiry-map@2.0.0 node-cache@5.1.2 @isaacs/ttlcache@2.1.5

cat > run.mjs <<'JS'
import { TTLCache } from '@isaacs/ttlcache';
import ExpiryMap from 'expiry-map';
import memoryCache from 'memory-cache';
import NodeCache from 'node-cache';
import { setTimeout as sleep } from 'node:timers/promises';

const DAY = 24 * 60 * 60;
process.on('warning', () => {});
for (const days of [24, 30]) {
	const expiryMap = new (ExpiryMap.default ?? ExpiryMap)(days * DAY * 1000);
	const nodeCache = new NodeCache({ stdTTL: days * DAY });
	const ttlCache = new TTLCache({ ttl: days * DAY * 1000 });
	memoryCache.put('event', 'sent', days * DAY * 1000);
	for (const cache of [expiryMap, nodeCache, ttlCache]) cache.set('event', 'sent');
	await sleep(200);
	const kept = Object.entries({ 'memory-cache': memoryCache, 'expiry-map': expiryMap, 'node-cache': nodeCache, '@isaacs/ttlcache': ttlCache });
	console.log(`${days} days: ${kept.map(([name, cache]) => `${name} ${cache.get('event') ?? 'forgot'}`).join(', ')}`);
}
process.exit(0);
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
24 days: memory-cache sent, expiry-map sent, node-cache sent, @isaacs/ttlcache sent
30 days: memory-cache forgot, expiry-map forgot, node-cache sent, @isaacs/ttlcache sent
EXPECTED
