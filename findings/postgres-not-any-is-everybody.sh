#!/usr/bin/env bash
# Those who have opted out are kept away from a message in PostgreSQL by a list that the program hands over: id <> ANY($1), as = ANY($1) stands for
# IN. Guess: it stands for NOT IN.
# PostgreSQL 18.7 (pglite 0.5.17) lets in who differs from any of them: with two in the list that is everybody, these two included, who get the
# message. With one in the list, as in a test, it is right, and with none nobody gets anything. NOT LIKE ANY is the same with patterns of addresses.
# <> ALL($1) is right.
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
