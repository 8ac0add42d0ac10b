#!/usr/bin/env bash
# You find rewards that have expired with {{ $json.expires < $now }}, and today's visits with hasSame(). The dates in the data are text, as in JSON.
# Guess: n8n reads the text, as its own date functions do, or there is an error.
# n8n-workflow 2.40.1 with Luxon 3.7.2: a text is neither before nor after any date, and never on the same day. The condition silently reaches nobody,
# or everybody if you turn it around. isBetween() and diffTo() read texts.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"

cat > evaluate.cjs <<'JS'
const { evaluate } = require('./expressions.cjs');

const NOW = "'2026-11-30T10:00'.toDateTime()";
for (const day of ['2026-11-29', '2026-11-30', '2026-12-01']) {
	const tell = (test) => evaluate(test.replaceAll('NOW', NOW).replaceAll('TEXT', `'${day}'`).replaceAll('DATE', `'${day}'.toDateTime()`));
	console.log(day, 'as text:', tell('TEXT < NOW'), tell('TEXT > NOW'), tell("NOW.hasSame(TEXT, 'day')"));
	console.log(day, 'as date:', tell('DATE < NOW'), tell('DATE > NOW'), tell("NOW.hasSame(DATE, 'day')"));
	console.log(day, 'isBetween and diffTo with the text:', tell("NOW.isBetween(TEXT, '2026-12-31')"), tell("NOW.diffTo(TEXT, 'hours')"));
}
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
2026-11-29 as text: false false false
2026-11-29 as date: true false false
2026-11-29 isBetween and diffTo with the text: true 34
2026-11-30 as text: false false false
2026-11-30 as date: true false true
2026-11-30 isBetween and diffTo with the text: true 10
2026-12-01 as text: false false false
2026-12-01 as date: false true false
2026-12-01 isBetween and diffTo with the text: false -14
EXPECTED
