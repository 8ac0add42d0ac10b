#!/usr/bin/env bash
# IDs or card numbers are padded with zeros to six digits to join two systems: lpad(id::text, 6, '0').
# Guess: shorter ones get zeros, and longer ones stay, as with padStart in JavaScript and rjust in Ruby.
# PostgreSQL 18.7 cuts to six: guest 7304158 becomes 730415, who is another guest, as soon as there are more than a million. to_char(id,
# '000000') puts a space in front, which joins with nothing, and gives ###### for what is too long. MariaDB's LPAD cuts as well.
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
for (const id of [415, 730415, 7304158]) {
	console.log(`${id}: lpad "${await answer(`SELECT lpad('${id}', 6, '0')`)}", to_char "${await answer(`SELECT to_char(${id}, '000000')`)}", padStart "${String(id).padStart(6, '0')}"`);
}
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
18.7
415: lpad "000415", to_char " 000415", padStart "000415"
730415: lpad "730415", to_char " 730415", padStart "730415"
7304158: lpad "730415", to_char " ######", padStart "7304158"
EXPECTED
