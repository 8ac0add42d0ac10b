#!/usr/bin/env bash
# Date & Time formats a birthday or the time of a visit, and a guest has none. Guess: an error, or nothing.
# Date & Time 2 of n8n-nodes-base 2.40.2 reads empty text and null as the first second of 1970. Digits alone are seconds too,
# so a compact date becomes a day in 1970, and a year becomes the first hour of 1970. A date that does not exist is rejected.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const format = async (date) => {
	const parameters = { operation: 'formatDate', date, format: 'custom', customFormat: 'yyyy-MM-dd HH:mm', outputFieldName: 'told', options: {} };
	const told = await run('DateTime/DateTime', 2, parameters, [{}]).then(([[item]]) => item.told, ({ message }) => message);
	console.log(`${JSON.stringify(date)}: ${told}`);
};
(async () => {
	for (const date of ['2026-11-29', '', null, '20261129', '1990', '1795910400', '1990-02-30']) await format(date);
})();
JS
seen=$(TZ=UTC node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
"2026-11-29": 2026-11-29 00:00
"": 1970-01-01 00:00
null: 1970-01-01 00:00
"20261129": 1970-08-23 12:05
"1990": 1970-01-01 00:33
"1795910400": 2026-11-29 00:00
"1990-02-30": Invalid date format
EXPECTED
