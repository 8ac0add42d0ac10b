#!/usr/bin/env bash
# ltrim(code, 'PROMO-') takes a prefix off codes, rtrim(email, '@tacos.com') a domain off addresses, and trim(id,
# '0') the zeros that pad an ID. Guess: exactly that text goes, if it is there, and from the ID the leading zeros.
# PostgreSQL 18.7 reads the text as a set of letters and strips as long as it finds any: PROMO-ROMA50 becomes A50, tom@tacos.com becomes
# nothing, and the ID 007304150 loses its last zero, too, which makes it another guest's. Most values come out right, so nobody notices.
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
for (const call of ["ltrim('PROMO-TACO50', 'PROMO-')", "ltrim('PROMO-ROMA50', 'PROMO-')", "rtrim('ben@tacos.com', '@tacos.com')", "rtrim('tom@tacos.com', '@tacos.com')", "trim('000730415', '0')", "trim('007304150', '0')"]) {
	console.log(`${call}: ${await answer(`SELECT ${call}`)}`);
}
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
18.7
ltrim('PROMO-TACO50', 'PROMO-'): TACO50
ltrim('PROMO-ROMA50', 'PROMO-'): A50
rtrim('ben@tacos.com', '@tacos.com'): ben
rtrim('tom@tacos.com', '@tacos.com'): 
trim('000730415', '0'): 730415
trim('007304150', '0'): 730415
EXPECTED
