#!/usr/bin/env bash
# A day's visits are put into a table of guests with MERGE in PostgreSQL, as its pages show it for upserts: WHEN MATCHED THEN UPDATE SET points = points +
# visit.points, WHEN NOT MATCHED THEN INSERT. A new guest came twice. Guess: the first visit inserts the guest and the second updates it; or the second
# is an error, as it is for a guest who was there before, and as for ON CONFLICT.
# PostgreSQL 18.7 (pglite 0.5.17) looks at the table as it was before: both visits match nobody, so there are two guests with one address, who get each
# message twice and have half of their points each. A guest who was there and came twice is an error, so whoever has tested with those thinks that
# repeats are refused. Sum the visits for each guest first, and have a unique column.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > visits.cjs <<'JS'
const { PGlite } = require('@electric-sql/pglite');

(async () => {
	const db = new PGlite();
	console.log(`PostgreSQL ${(await db.query('SHOW server_version')).rows[0].server_version}`);
	await db.exec("CREATE TABLE guests (email text, points int); INSERT INTO guests VALUES ('ana@example.com', 50)");
	const merge = (visits) => `MERGE INTO guests USING (${visits}) AS visit (email, points) ON guests.email = visit.email
		WHEN MATCHED THEN UPDATE SET points = guests.points + visit.points
		WHEN NOT MATCHED THEN INSERT VALUES (visit.email, visit.points)`;
	const show = async (what, visits) => {
		const failed = await db.query(merge(visits)).then(() => '', ({ message }) => `${message}; `);
		const { rows } = await db.query('SELECT email, points FROM guests ORDER BY email, points');
		console.log(`${what}: ${failed}${rows.map(({ email, points }) => `${email} ${points}`).join(', ')}`);
	};
	await show('who was there, twice', "VALUES ('ana@example.com', 5), ('ana@example.com', 7)");
	await show('once each', "VALUES ('ana@example.com', 5), ('bo@example.com', 7)");
	await show('new, twice', "VALUES ('mara@example.com', 5), ('mara@example.com', 7)");
	await show('new, summed', "SELECT email, sum(points)::int FROM (VALUES ('leo@example.com', 5), ('leo@example.com', 7)) v (email, points) GROUP BY email");
})();
JS
seen=$(node visits.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
PostgreSQL 18.7
who was there, twice: MERGE command cannot affect row a second time; ana@example.com 50
once each: ana@example.com 55, bo@example.com 7
new, twice: ana@example.com 55, bo@example.com 7, mara@example.com 5, mara@example.com 7
new, summed: ana@example.com 55, bo@example.com 7, leo@example.com 12, mara@example.com 5, mara@example.com 7
EXPECTED
