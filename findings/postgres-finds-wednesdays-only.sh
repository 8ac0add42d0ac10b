#!/usr/bin/env bash
# A query in PostgreSQL picks visits on Fridays or birthdays in May by name: to_char(visited, 'Day') = 'Friday', to_char(birthday, 'Month') = 'May'.
# Guess: it finds them.
# PostgreSQL 18.7 (pglite 0.5.17) pads names to nine letters with blanks, which are hard to see. Only Wednesday and September are that long, so every
# other day and month has no guests, and the birthday message goes out in September only. FMDay and FMMonth are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > days.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';

const db = new PGlite();
const count = async (table, form, names) => {
	const counts = names.map(async (name) => `${name} ${(await db.query(`SELECT count(*)::int AS found FROM (${table}) days (at) WHERE to_char(at, '${form}') = $1`, [name])).rows[0].found}`);
	return (await Promise.all(counts)).join(' ');
};
const YEAR = "SELECT generate_series(timestamp '2026-01-01', '2026-12-31', '1 day')";
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
for (const [form, names] of [['Day', DAYS], ['FMDay', DAYS], ['Month', MONTHS], ['FMMonth', MONTHS]]) console.log(`${form}: ${await count(YEAR, form, names)}`);
JS
seen=$(node days.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Day: Monday 0 Tuesday 0 Wednesday 52 Thursday 0 Friday 0 Saturday 0 Sunday 0
FMDay: Monday 52 Tuesday 52 Wednesday 52 Thursday 53 Friday 52 Saturday 52 Sunday 52
Month: January 0 February 0 March 0 April 0 May 0 June 0 July 0 August 0 September 30 October 0 November 0 December 0
FMMonth: January 31 February 28 March 31 April 30 May 31 June 30 July 31 August 31 September 30 October 31 November 30 December 31
EXPECTED
