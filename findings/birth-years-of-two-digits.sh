#!/usr/bin/env bash
# A list of guests has birthdays such as 3/14/50. Guess: a year that would lie in the future belongs to the century before, at the latest from the
# sixties on.
# No library checks for that, and each draws its own line. JavaScript's Date draws it before 50 (guests born up to 1949 will be born in the future),
# Luxon 3.7.2 after 60, Moment 2.30.1 and Day.js 1.11.18 after 68. date-fns 4.1.0 picks the year nearest to its reference day: in November 2026, 75 is
# 2075 and 76 is 1976, and that line moves every year.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps --ignore-scripts luxon@3.7.2 moment@2.30.1 dayjs@1.11.18 date-fns@4.1.0

cat > years.js <<'JS'
const { DateTime } = require('luxon');
const moment = require('moment');
const dayjs = require('dayjs');
dayjs.extend(require('dayjs/plugin/customParseFormat'));
const { parse } = require('date-fns');

const at = new Date(2026, 10, 28);
const readers = {
	JavaScript: (text) => new Date(text).getFullYear(),
	luxon: (text) => DateTime.fromFormat(text, 'M/d/yy').year,
	moment: (text) => moment(text, 'M/D/YY').year(),
	dayjs: (text) => dayjs(text, 'M/D/YY').year(),
	'date-fns': (text) => parse(text, 'M/d/yy', at).getFullYear(),
};
const years = ['49', '50', '60', '61', '68', '69', '75', '76'];
for (const [name, read] of Object.entries(readers)) {
	console.log(`${name}: ${years.map((year) => read(`3/14/${year}`)).join(' ')}`);
}
JS
seen=$(node years.js)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
JavaScript: 2049 1950 1960 1961 1968 1969 1975 1976
luxon: 2049 2050 2060 1961 1968 1969 1975 1976
moment: 2049 2050 2060 2061 2068 1969 1975 1976
dayjs: 2049 2050 2060 2061 2068 1969 1975 1976
date-fns: 2049 2050 2060 2061 2068 2069 2075 1976
EXPECTED
