#!/usr/bin/env bash
# You ask guests who have been away for more than 30 days to come back: {{ $json.last_visit.toDateTime().diffToNow('days') > 30 }}. Guess: a visit
# last year is some hundred days from now, as in n8n's own example for the function: 2023-03-30 gives 371.9.
# n8n-workflow 2.40.1 subtracts now from the date, so the past is negative. "More than 30" reaches nobody, "less than 30" reaches everybody, and a
# guest's age is below zero. diffTo() counts in the same direction, from the date that you name to the date itself, although its name says the
# opposite.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"

cat > evaluate.cjs <<'JS'
const { dateExtensions } = require('n8n-workflow/dist/cjs/extensions/date-extensions.js');
const { evaluate } = require('./expressions.cjs');

const [{ example, evaluated }] = dateExtensions.functions.diffToNow.doc.examples;
console.log(`n8n's example: ${example.replace('\n', '; ')} gives ${evaluated}`);
const days = evaluate("'2023-03-30T18:49:07.234'.toDateTime().diffToNow('days')");
console.log(`it gives ${days < 0 ? 'less than 0' : 'more than 0'}, and is ${Math.abs(days) > 371 ? 'more than 371' : 'less'} without the sign`);
for (const [visit, ago] of [['yesterday', 1], ['a year ago', 365], ['tomorrow', -1]]) {
	const date = `$now.minus({ days: ${ago} })`;
	console.log(`${visit}: ${evaluate(`${date}.diffToNow('days').round()`)} days, more than 30: ${evaluate(`${date}.diffToNow('days') > 30`)}`);
}
console.log(`from January 1 diffTo February 1: ${evaluate("'2026-01-01'.toDateTime().diffTo('2026-02-01', 'days')")}`);
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
n8n's example: dt = '2023-03-30T18:49:07.234'.toDateTime(); dt.diffToNow('days') gives 371.9
it gives less than 0, and is more than 371 without the sign
yesterday: -1 days, more than 30: false
a year ago: -365 days, more than 30: false
tomorrow: 1 days, more than 30: false
from January 1 diffTo February 1: -31
EXPECTED
