#!/usr/bin/env bash
# A guest's points are due on the last of each month, or a subscription on the 31st: PostgreSQL lists the days with
# generate_series from January 31, a month apart. Guess: the last of each month, or the 31st, cut short where a month has none.
# PostgreSQL 18.7 adds a month to the previous day, which has been cut: from February on, every day is the 28th. From October
# 31 on it is the 30th, and from February on the 28th. Adding the number of months to the first day gives the last of each.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > series.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';

const db = new PGlite();
const days = async (sql) => (await db.query(sql)).rows.map(({ day }) => day).join(' ');
console.log((await db.query("SELECT current_setting('server_version') AS version")).rows[0].version);
for (const start of ['2026-01-31', '2026-01-30', '2026-10-31']) {
	console.log(`series: ${await days(`SELECT to_char(day, 'MM-DD') AS day FROM generate_series(date '${start}', date '${start}' + interval '5 months', interval '1 month') day`)}`);
	console.log(`added:  ${await days(`SELECT to_char(date '${start}' + n * interval '1 month', 'MM-DD') AS day FROM generate_series(0, 5) n`)}`);
}
JS
seen=$(node series.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
18.7
series: 01-31 02-28 03-28 04-28 05-28 06-28
added:  01-31 02-28 03-31 04-30 05-31 06-30
series: 01-30 02-28 03-28 04-28 05-28 06-28
added:  01-30 02-28 03-30 04-30 05-30 06-30
series: 10-31 11-30 12-30 01-30 02-28 03-28
added:  10-31 11-30 12-31 01-31 02-28 03-31
EXPECTED
