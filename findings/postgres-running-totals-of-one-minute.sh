#!/usr/bin/env bash
# The visit that takes a guest past 80 points triggers a message: a running total, sum(points) OVER (ORDER BY at), in
# PostgreSQL. Two visits have the same time, since a point of sale only writes minutes. Guess: row by row, 50, then 90.
# PostgreSQL 18.7 adds all rows of one time at once: both have 90, so the message goes out twice, and the
# balance that was 50 for a moment is not there. ROWS UNBOUNDED PRECEDING, or a second sort column, goes row by
# row. For the same reason, last_value() ends at the current row: only the last visit knows which was the last.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > run.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';

const db = new PGlite();
const answer = async (sql) => Object.values((await db.query(sql)).rows[0]).map((value) => String(value)).join(' ');
console.log((await db.query("SELECT current_setting('server_version') AS version")).rows[0].version);
const VISITS = "(VALUES (1, 50, '12:00'::time), (2, 40, '12:00'), (3, 5, '13:00')) visits (id, points, at)";
const column = async (sql) => (await db.query(`SELECT ${sql} AS value FROM ${VISITS} ORDER BY id`)).rows.map(({ value }) => value).join(' ');
console.log(`ORDER BY at: ${await column('sum(points) OVER (ORDER BY at)')}`);
console.log(`ORDER BY at, id: ${await column('sum(points) OVER (ORDER BY at, id)')}`);
console.log(`ROWS: ${await column('sum(points) OVER (ORDER BY at ROWS UNBOUNDED PRECEDING)')}`);
console.log(`last_value: ${await column('last_value(id) OVER (ORDER BY at, id)')}`);
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
18.7
ORDER BY at: 90 90 95
ORDER BY at, id: 50 90 95
ROWS: 50 90 95
last_value: 1 2 3
EXPECTED
