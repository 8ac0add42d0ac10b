#!/usr/bin/env bash
# Guests without rewards, or with fewer than three, get one: array_length(rewards, 1) = 0, or < 3, in PostgreSQL, where the column is a list. Guess: an
# empty list has the length 0, as in every language, and as jsonb_array_length says.
# PostgreSQL 18.7 (pglite 0.5.17) returns NULL for a list without entries: nobody has 0, and fewer than three finds only those who have one or two, so
# just the guests who have none get nothing. An average leaves them out as well, and is too high. cardinality() is 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > rewards.cjs <<'JS'
const { PGlite } = require('@electric-sql/pglite');

(async () => {
	const db = new PGlite();
	console.log(`PostgreSQL ${(await db.query('SHOW server_version')).rows[0].server_version}`);
	await db.exec("CREATE TABLE guests (name text, rewards text[]); INSERT INTO guests VALUES ('Ana', '{}'), ('Bo', '{taco}'), ('Cy', '{taco,soda,pie}')");
	const names = async (condition) => (await db.query(`SELECT name FROM guests WHERE ${condition}`)).rows.map(({ name }) => name).join(', ') || 'nobody';
	for (const length of ['array_length(rewards, 1)', 'jsonb_array_length(to_jsonb(rewards))', 'cardinality(rewards)']) {
		const { rows } = await db.query(`SELECT round(avg(${length}), 2)::text AS mean FROM guests`);
		console.log(`${length} = 0: ${await names(`${length} = 0`)}; < 3: ${await names(`${length} < 3`)}; on average ${rows[0].mean}`);
	}
})();
JS
seen=$(node rewards.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
PostgreSQL 18.7
array_length(rewards, 1) = 0: nobody; < 3: Bo; on average 2.00
jsonb_array_length(to_jsonb(rewards)) = 0: Ana; < 3: Ana, Bo; on average 1.33
cardinality(rewards) = 0: Ana; < 3: Ana, Bo; on average 1.33
EXPECTED
