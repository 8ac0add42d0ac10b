#!/usr/bin/env bash
# A tenth of the guests gets a trial offer, and PostgreSQL draws them: FROM guests TABLESAMPLE SYSTEM (10), which it describes as a sample of about that
# share of the table. Guess: of 200 guests some twenty, each with the same chance, as with random() < 0.1.
# PostgreSQL 18.7 (pglite 0.5.17) draws pages of the table and takes all that is on them. These 200 guests fit on one: in most draws nobody gets the
# offer, in the others everybody. Of 20,000 it is about a tenth, and those who signed up one after the other are in it together, so new guests are
# compared with old ones. TABLESAMPLE BERNOULLI draws guests.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > sample.cjs <<'JS'
const { PGlite } = require('@electric-sql/pglite');

(async () => {
	const db = new PGlite();
	await db.exec('CREATE TABLE guests (id int, store int)');
	const one = async (query) => Object.values((await db.query(query)).rows[0])[0];
	console.log(`PostgreSQL ${await one('SHOW server_version')}`);
	const fill = (from, to) => db.exec(`INSERT INTO guests SELECT i, 202 FROM generate_series(${from}, ${to}) i`);
	await fill(1, 200);
	for (const method of ['SYSTEM', 'BERNOULLI']) {
		const counts = new Set();
		for (let seed = 1; seed <= 100; seed += 1) counts.add(await one(`SELECT count(*)::int FROM guests TABLESAMPLE ${method} (10) REPEATABLE (${seed})`));
		const said = counts.size < 10 ? [...counts].sort((a, b) => a - b).join(' or ') : `${counts.size} different numbers of`;
		console.log(`${method}, of 200 in 100 draws: ${said} guests`);
	}
	await fill(201, 20_000);
	for (const method of ['SYSTEM', 'BERNOULLI']) {
		const { rows } = await db.query(`SELECT id FROM guests TABLESAMPLE ${method} (10) REPEATABLE (7)`);
		const beside = rows.filter(({ id }, i) => i > 0 && rows[i - 1].id === id - 1).length / rows.length;
		console.log(`${method}, of 20000: ${beside > 0.9 ? 'nearly all' : 'few'} have signed up next to the one before`);
	}
})();
JS
seen=$(node sample.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
PostgreSQL 18.7
SYSTEM, of 200 in 100 draws: 0 or 200 guests
BERNOULLI, of 200 in 100 draws: 18 different numbers of guests
SYSTEM, of 20000: nearly all have signed up next to the one before
BERNOULLI, of 20000: few have signed up next to the one before
EXPECTED
