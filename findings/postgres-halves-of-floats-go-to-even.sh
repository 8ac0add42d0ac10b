#!/usr/bin/env bash
# PostgreSQL works out points from amounts and rounds them with round() or ::int: 2.5 points are 3.
# Guess: half a point is rounded up, whatever type the column has.
# PostgreSQL 18.7 does this for numeric. In a double precision column, which Rails' float and many importers
# make, a half goes to the even number: 2.5 is 2 and 3.5 is 4. So the same receipt gives a point less in one
# table, and a guest with 0.5 gets none. JavaScript and Ruby show 3 for 2.5.
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
for (const points of ['0.5', '1.5', '2.5', '3.5', '12.5']) {
	const [numeric, double] = await Promise.all(['numeric', 'float8'].map((type) => answer(`SELECT round(${points}::${type}), ${points}::${type}::int`)));
	console.log(`${points}: numeric ${numeric}, double precision ${double}, JavaScript ${Math.round(points)}`);
}
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
18.7
0.5: numeric 1 1, double precision 0 0, JavaScript 1
1.5: numeric 2 2, double precision 2 2, JavaScript 2
2.5: numeric 3 3, double precision 2 2, JavaScript 3
3.5: numeric 4 4, double precision 4 4, JavaScript 4
12.5: numeric 13 13, double precision 12 12, JavaScript 13
EXPECTED
