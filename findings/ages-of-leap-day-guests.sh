#!/usr/bin/env bash
# A brand rewards guests who turn 18, and one of them was born on February 29. Guess: libraries agree on the day.
# Luxon 3.7.2, which n8n's expressions use, Moment 2.30.1 and Day.js 1.11.18 say the guest is 18 on February 28; date-fns 4.1.0 and Temporal (polyfill
# 0.5.1) say March 1. Moved into this year, the birthday itself falls on February 28 in Luxon, and on March 1 in date-fns and JavaScript.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps --ignore-scripts luxon@3.7.2 moment@2.30.1 dayjs@1.11.18 date-fns@4.1.0 @js-temporal/polyfill@0.5.1

cat > ages.js <<'JS'
const { DateTime } = require('luxon');
const moment = require('moment');
const dayjs = require('dayjs');
const { differenceInYears, format, parseISO, setYear } = require('date-fns');
const { Temporal } = require('@js-temporal/polyfill');

const born = '2008-02-29';
for (const day of ['2026-02-28', '2026-03-01']) {
	const ages = {
		luxon: Math.floor(DateTime.fromISO(day).diff(DateTime.fromISO(born), 'years').years),
		moment: moment(day).diff(born, 'years'),
		dayjs: dayjs(day).diff(born, 'year'),
		'date-fns': differenceInYears(parseISO(day), parseISO(born)),
		temporal: Temporal.PlainDate.from(born).until(day, { largestUnit: 'years' }).years,
	};
	console.log(day, JSON.stringify(ages));
}
const inJavaScript = parseISO(born);
inJavaScript.setFullYear(2026);
console.log(
	'birthday in 2026:',
	`luxon ${DateTime.fromISO(born).set({ year: 2026 }).toISODate()}`,
	`date-fns ${format(setYear(parseISO(born), 2026), 'yyyy-MM-dd')}`,
	`JavaScript ${format(inJavaScript, 'yyyy-MM-dd')}`,
);
JS
seen=$(node ages.js)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
2026-02-28 {"luxon":18,"moment":18,"dayjs":18,"date-fns":17,"temporal":17}
2026-03-01 {"luxon":18,"moment":18,"dayjs":18,"date-fns":18,"temporal":18}
birthday in 2026: luxon 2026-02-28 date-fns 2026-03-01 JavaScript 2026-03-01
EXPECTED
