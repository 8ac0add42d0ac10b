#!/usr/bin/env bash
# A message goes out at a guest's local time, and the guest's time zone is stored as an offset: UTC-5, GMT-5, -05:00. PostgreSQL computes
# the local time with AT TIME ZONE. Guess: five hours behind UTC, as in New York in winter, and as ISO 8601, JavaScript and Java read it.
# PostgreSQL 18.7 reads them the POSIX way, in which west is positive: all three are five hours ahead, ten hours off, so seven in the
# evening becomes five in the morning. A time written with UTC-5 is read the same way; with -05:00 it is right. Any word with a digit
# is such a zone (Tacos5), so a misspelled name is not an error. INTERVAL '-05:00' and names such as America/New_York are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17 luxon@3.7.2

cat > zones.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import { DateTime } from 'luxon';

const db = new PGlite();
const ask = async (sql) => (await db.query(`SELECT to_char(${sql}, 'DD HH24:MI') AS shown`)).rows[0].shown;
const evening = "TIMESTAMPTZ '2026-12-01 00:00Z'";
console.log('2026-12-01 00:00 UTC is, on the 30th or the 1st, at');
for (const zone of ["'America/New_York'", "INTERVAL '-05:00'", "'EST'", "'UTC-5'", "'GMT-5'", "'-05:00'", "'Tacos5'"]) console.log(`  ${zone}: ${await ask(`${evening} AT TIME ZONE ${zone}`)}`);
console.log(`  UTC-5 for Luxon: ${DateTime.fromISO('2026-12-01T00:00Z', { zone: 'UTC-5' }).toFormat('dd HH:mm')}`);
for (const written of ['2026-11-30 19:00 -05:00', '2026-11-30 19:00 UTC-5']) console.log(`${written} is in UTC ${await ask(`TIMESTAMPTZ '${written}' AT TIME ZONE 'UTC'`)}`);
JS
seen=$(node zones.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
2026-12-01 00:00 UTC is, on the 30th or the 1st, at
  'America/New_York': 30 19:00
  INTERVAL '-05:00': 30 19:00
  'EST': 30 19:00
  'UTC-5': 01 05:00
  'GMT-5': 01 05:00
  '-05:00': 01 05:00
  'Tacos5': 30 19:00
  UTC-5 for Luxon: 30 19:00
2026-11-30 19:00 -05:00 is in UTC 01 00:00
2026-11-30 19:00 UTC-5 is in UTC 30 14:00
EXPECTED
