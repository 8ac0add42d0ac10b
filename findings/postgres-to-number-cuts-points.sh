#!/usr/bin/env bash
# Points and amounts come as text from a point of sale, and PostgreSQL's to_number reads them with a pattern. Guess: a number
# with more digits than the pattern is an error, as in a column that is too small, and (12.50) or 12.50- is negative or an error.
# PostgreSQL 18.7 reads the digits from the left until the pattern ends: 9999 makes 1234 of 123456 points, and 99.9
# makes 12.5 of 12.56. Only too many digits before a decimal point in the pattern are an overflow. Parentheses and
# signs after the number are dropped, so refunds become receipts. A cast to numeric rejects what is not a number.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > numbers.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';

const db = new PGlite();
console.log((await db.query("SELECT current_setting('server_version') AS version")).rows[0].version);
const ask = (sql, values) => db.query(sql, values).then(({ rows }) => rows[0].read, ({ message }) => message);
for (const [text, pattern] of [
	['123456', '9999'],
	['12.56', '99.9'],
	['1234.50', '999.99'],
	['(12.50)', '99.99'],
	['12.50-', '99.99'],
	['-12.50', '99.99'],
	['12,500', '99.99'],
	['12.50 refunded', '99.99'],
]) {
	console.log(`${text} by ${pattern}: ${await ask('SELECT to_number($1, $2)::text AS read', [text, pattern])} (cast: ${await ask('SELECT $1::numeric::text AS read', [text])})`);
}
JS
seen=$(node numbers.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
18.7
123456 by 9999: 1234 (cast: 123456)
12.56 by 99.9: 12.5 (cast: 12.56)
1234.50 by 999.99: numeric field overflow (cast: 1234.50)
(12.50) by 99.99: 12.5 (cast: invalid input syntax for type numeric: "(12.50)")
12.50- by 99.99: 12.50 (cast: invalid input syntax for type numeric: "12.50-")
-12.50 by 99.99: -12.50 (cast: -12.50)
12,500 by 99.99: numeric field overflow (cast: invalid input syntax for type numeric: "12,500")
12.50 refunded by 99.99: 12.50 (cast: invalid input syntax for type numeric: "12.50 refunded")
EXPECTED
