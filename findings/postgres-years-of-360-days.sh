#!/usr/bin/env bash
# Points expire for guests who have not been there for 365 days, and PostgreSQL asks: age(today, last_visit)
# >= interval '365 days'. Guess: true from the 365th day on, like today - last_visit.
# PostgreSQL 18.7: age() returns years, months and days, and comparing them counts a month as 30 days and a year as 360. So a year
# is less than 365 days, and the guest is found five days late. For 180 days, a guest who was there on March 31 is found three days
# late, and one who was there on January 31 on the day. The other way round, 360 days between two times are "at least 1 year".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > ages.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';

const db = new PGlite();
console.log((await db.query("SELECT current_setting('server_version') AS version")).rows[0].version);
const first = `SELECT min(day) AS days, age(date $1 + min(day), date $1)::text AS age FROM generate_series(1, 500) day WHERE age(date $1 + day, date $1) >= $2::interval`;
for (const [visit, after] of [['2025-11-30', '365 days'], ['2025-11-30', '1 year'], ['2026-01-31', '180 days'], ['2026-03-31', '180 days'], ['2026-07-01', '90 days'], ['2026-05-31', '90 days'], ['2026-11-30', '90 days']]) {
	const { days, age } = (await db.query(first.replaceAll('$1', `'${visit}'`).replaceAll('$2', `'${after}'`))).rows[0];
	console.log(`last visit ${visit}: ${after} are over after ${days} days, when the age is ${age}`);
}
const { year } = (await db.query("SELECT timestamp '2026-11-25' - timestamp '2025-11-30' >= interval '1 year' AS year")).rows[0];
console.log(`360 days are a year: ${year}`);
JS
seen=$(node ages.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
18.7
last visit 2025-11-30: 365 days are over after 370 days, when the age is 1 year 5 days
last visit 2025-11-30: 1 year are over after 365 days, when the age is 1 year
last visit 2026-01-31: 180 days are over after 180 days, when the age is 5 mons 30 days
last visit 2026-03-31: 180 days are over after 183 days, when the age is 5 mons 30 days
last visit 2026-07-01: 90 days are over after 92 days, when the age is 3 mons
last visit 2026-05-31: 90 days are over after 91 days, when the age is 2 mons 30 days
last visit 2026-11-30: 90 days are over after 91 days, when the age is 3 mons 1 day
360 days are a year: true
EXPECTED
