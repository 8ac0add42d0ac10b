#!/usr/bin/env bash
# PostgreSQL strips all but digits from phones or codes: regexp_replace(phone, '[^0-9]', '').
# Guess: everything that is not a digit goes, as in MariaDB, Ruby's gsub and spreadsheets.
# PostgreSQL 18.7 replaces only the first match unless told 'g': (212) 555-0147 becomes 212) 555-0147, while "212-5550147" comes out
# clean. So phones from two systems do not join, one guest becomes two, and a look at numbers with one hyphen says that it works.
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
for (const phone of ['2125550147', '212-5550147', '(212) 555-0147', '+1 212 555 0147']) {
	console.log(`${phone}: ${await answer(`SELECT regexp_replace('${phone}', '[^0-9]', '')`)}, with g ${await answer(`SELECT regexp_replace('${phone}', '[^0-9]', '', 'g')`)}`);
}
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
18.7
2125550147: 2125550147, with g 2125550147
212-5550147: 2125550147, with g 2125550147
(212) 555-0147: 212) 555-0147, with g 2125550147
+1 212 555 0147: 1 212 555 0147, with g 12125550147
EXPECTED
