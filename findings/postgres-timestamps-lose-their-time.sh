#!/usr/bin/env bash
# Check-ins are loaded into PostgreSQL as text, and to_timestamp reads 2026-03-14T18:47:31 with the pattern
# that looks like it, YYYY-MM-DDTHH24:MI:SS. Guess: 18:47; or, if the pattern is wrong, an error.
# PostgreSQL 18.7 reads TH as the ending of an ordinal number (14th) that belongs to DD, and H24 as three letters to skip: 00:07:31.
# All check-ins are within ten minutes of midnight, without an error. "T" in quotes is right. 6:30 PM with HH:MI is 06:30, and EST
# and offsets that the pattern does not name are dropped: it never looks at what comes after. A cast reads all of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > times.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';

const db = new PGlite();
await db.exec("SET timezone TO 'UTC'");
console.log((await db.query("SELECT current_setting('server_version') AS version")).rows[0].version);
for (const [text, pattern] of [
	['2026-03-14T18:47:31', 'YYYY-MM-DDTHH24:MI:SS'],
	['2026-03-14T18:47:31', 'YYYY-MM-DD"T"HH24:MI:SS'],
	['2026-03-14 18:47:31', 'YYYY-MM-DD HH24:MI:SS'],
	['03/14/2026 6:30 PM', 'MM/DD/YYYY HH:MI'],
	['2026-03-14 18:30 EST', 'YYYY-MM-DD HH24:MI'],
	['2026-03-14T18:30:00-05:00', 'YYYY-MM-DD"T"HH24:MI:SS'],
]) {
	const { rows } = await db.query('SELECT to_timestamp($1, $2)::text AS read, $1::timestamptz::text AS cast', [text, pattern]);
	console.log(`${text} by ${pattern}: ${rows[0].read} (cast: ${rows[0].cast})`);
}
JS
seen=$(node times.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
18.7
2026-03-14T18:47:31 by YYYY-MM-DDTHH24:MI:SS: 2026-03-14 00:07:31+00 (cast: 2026-03-14 18:47:31+00)
2026-03-14T18:47:31 by YYYY-MM-DD"T"HH24:MI:SS: 2026-03-14 18:47:31+00 (cast: 2026-03-14 18:47:31+00)
2026-03-14 18:47:31 by YYYY-MM-DD HH24:MI:SS: 2026-03-14 18:47:31+00 (cast: 2026-03-14 18:47:31+00)
03/14/2026 6:30 PM by MM/DD/YYYY HH:MI: 2026-03-14 06:30:00+00 (cast: 2026-03-14 18:30:00+00)
2026-03-14 18:30 EST by YYYY-MM-DD HH24:MI: 2026-03-14 18:30:00+00 (cast: 2026-03-14 23:30:00+00)
2026-03-14T18:30:00-05:00 by YYYY-MM-DD"T"HH24:MI:SS: 2026-03-14 18:30:00+00 (cast: 2026-03-14 23:30:00+00)
EXPECTED
