#!/usr/bin/env bash
# A guest gets a message at most once in 24 hours: it is a pg-boss job with singletonKey and singletonSeconds:
# 86400. Guess: a second one is refused until 24 hours after the first.
# pg-boss 10.4.2 cuts time into slots counted from 1970, and refuses a second job in the same slot: a day ends
# at midnight UTC, which is seven in the evening in New York and four in the afternoon in Los Angeles. A guest
# can get two messages within minutes, and then none for up to a day. Here a "day" has ten seconds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pg-boss@10.4.2 @electric-sql/pglite@0.5.17

cat > send.cjs <<'JS'
const { setTimeout: sleep } = require('node:timers/promises');
const { PGlite } = require('@electric-sql/pglite');
const PgBoss = require('pg-boss');

const postgres = new PGlite();
const executeSql = async (text, values = []) => (values.length ? await postgres.query(text, values) : ((await postgres.exec(text)).at(-1) ?? { rows: [] }));
(async () => {
	const boss = new PgBoss({ db: { executeSql }, supervise: false, schedule: false });
	await boss.start();
	await boss.createQueue('messages');
	await sleep(19_000 - (Date.now() % 10_000));
	let passed = 0;
	for (const seconds of [0, 2, 4, 10.5]) {
		await sleep((seconds - passed) * 1000);
		passed = seconds;
		const job = await boss.send('messages', {}, { singletonKey: 'mara', singletonSeconds: 10 });
		console.log(`after ${seconds} s: ${job ? 'accepted' : 'refused'}`);
	}
	process.exit(0);
})();
JS
seen=$(node send.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
after 0 s: accepted
after 2 s: accepted
after 4 s: refused
after 10.5 s: refused
EXPECTED
