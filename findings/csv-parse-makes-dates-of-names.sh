#!/usr/bin/env bash
# You read a CSV of visits with csv-parse, which n8n uses too, and its options cast and cast_date. Guess: what looks like a date becomes one, and
# names and store numbers stay as they are.
# csv-parse 7.0.2 asks JavaScript, which finds a date in nearly any word followed by a number: "Store 5" is May 1, 2001, "Table 12-3" is December 3,
# and "1-2", a part of an order, is January 2. 00123 becomes the number 123, TRUE stays text, and long IDs are rounded.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts csv-parse@7.0.2

cat > run.cjs <<'JS'
const { parse } = require('csv-parse/sync');

for (const cell of ['2026-11-29', 'Store 5', 'Table 12-3', '1-2', 'Suite 500', 'Portview Quay', '00123', 'TRUE', '5566450000000000123']) {
	const [[told]] = parse(cell, { cast: true, cast_date: true });
	console.log(`${cell}: ${told instanceof Date ? `a date, ${told.toISOString()}` : JSON.stringify(told)}`);
}
JS
seen=$(TZ=UTC node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
2026-11-29: a date, 2026-11-29T00:00:00.000Z
Store 5: a date, 2001-05-01T00:00:00.000Z
Table 12-3: a date, 2001-12-03T00:00:00.000Z
1-2: a date, 2001-01-02T00:00:00.000Z
Suite 500: a date, 0500-01-01T00:00:00.000Z
Portview Quay: "Portview Quay"
00123: 123
TRUE: "TRUE"
5566450000000000123: 5566450000000000000
EXPECTED
