#!/usr/bin/env bash
# A query in PostgreSQL leaves out the guests who have opted out, a list that the program passes in: id <> ANY($1), as = ANY($1) works like IN.
# Guess: it works like NOT IN.
# PostgreSQL 18.7 (pglite 0.5.17) keeps every guest who differs from any one in the list. With two in the list, that is everybody, and these two get
# the message too. With one in the list, as in a test, it is right; with none, nobody gets anything. NOT LIKE ANY does the same with patterns for
# addresses. <> ALL($1) is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > lists.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';

const db = new PGlite();
await db.exec("CREATE TABLE guests (id int, email text); INSERT INTO guests VALUES (1, 'mara@tacos.com'), (2, 'bo@test.com'), (3, 'ana@example.com')");
const ids = async (condition, list) => (await db.query(`SELECT id FROM guests WHERE ${condition} ORDER BY id`, [list])).rows.map(({ id }) => id).join(' ') || 'nobody';
for (const list of [[1], [1, 2], []]) {
	const conditions = ['id <> ANY($1::int[])', 'id <> ALL($1::int[])', 'NOT (id = ANY($1::int[]))'];
	for (const condition of conditions) console.log(`opted out ${list.join(' ') || 'nobody'}, ${condition}: ${await ids(condition, list)}`);
}
for (const how of ['ANY', 'ALL']) console.log(`email NOT LIKE ${how}: ${await ids(`email NOT LIKE ${how}($1::text[])`, ['%@tacos.com', '%@test.com'])}`);
JS
seen=$(node lists.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
opted out 1, id <> ANY($1::int[]): 2 3
opted out 1, id <> ALL($1::int[]): 2 3
opted out 1, NOT (id = ANY($1::int[])): 2 3
opted out 1 2, id <> ANY($1::int[]): 1 2 3
opted out 1 2, id <> ALL($1::int[]): 3
opted out 1 2, NOT (id = ANY($1::int[])): 3
opted out nobody, id <> ANY($1::int[]): nobody
opted out nobody, id <> ALL($1::int[]): 1 2 3
opted out nobody, NOT (id = ANY($1::int[])): 1 2 3
email NOT LIKE ANY: 1 2 3
email NOT LIKE ALL: 3
EXPECTED
