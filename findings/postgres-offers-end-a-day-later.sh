#!/usr/bin/env bash
# An offer is good from March 1 to March 31, both days included, and PostgreSQL stores it as daterange('2026-03-01', '2026-03-31', '[]'). A message
# says when it ends: upper(good). Guess: March 31, as it was put in.
# PostgreSQL 18.7 (pglite 0.5.17) stores ranges of days in one form only, [2026-03-01,2026-04-01). So the message says April 1, when the point of sale
# refuses the offer. Whole numbers work like days: points from 100 to 199 end at 200. Times and decimals keep what was put in, so upper() is right for
# them. range_agg merges two weeks that follow each other into one range. For days, use upper(good) - 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > offers.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';

const db = new PGlite();
const RANGES = [
	"daterange('2026-03-01', '2026-03-31', '[]')",
	"tsrange('2026-03-01 00:00', '2026-03-31 22:00', '[]')",
	"int4range(100, 199, '[]')",
	"numrange(100, 199, '[]')",
];
for (const range of RANGES) {
	const { stored, until, inside } = (await db.query(`SELECT ${range}::text AS stored, upper(${range})::text AS until, upper_inc(${range}) AS inside`)).rows[0];
	console.log(`${range}: ${stored}, upper ${until}, which is ${inside ? 'in' : 'out'}`);
}
const two = "range_agg(week) FROM (VALUES (daterange('2026-03-01', '2026-03-07', '[]')), (daterange('2026-03-08', '2026-03-14', '[]'))) offers (week)";
console.log(`two weeks, one behind the other: ${(await db.query(`SELECT ${two}`)).rows[0].range_agg}`);
JS
seen=$(node offers.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
daterange('2026-03-01', '2026-03-31', '[]'): [2026-03-01,2026-04-01), upper 2026-04-01, which is out
tsrange('2026-03-01 00:00', '2026-03-31 22:00', '[]'): ["2026-03-01 00:00:00","2026-03-31 22:00:00"], upper 2026-03-31 22:00:00, which is in
int4range(100, 199, '[]'): [100,200), upper 200, which is out
numrange(100, 199, '[]'): [100,199], upper 199, which is in
two weeks, one behind the other: {[2026-03-01,2026-03-15)}
EXPECTED
