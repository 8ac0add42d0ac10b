#!/usr/bin/env bash
# Birthdays are read with a pattern for a two-digit year, as in the first rows, and some rows have four: 3/14/1990
# with M/D/YY. Or the other way round. Guess: a pattern that does not fit is an error, or an invalid date.
# Ruby 3.1.2 (Time.strptime; Date.strptime as well), Moment 2.30.1 and Day.js 1.11.18 read 19 as the year and leave 90 out: everyone born
# before 2000 is born in 2019, the others in 2020. The other way round, Ruby and PostgreSQL 18.7 read the year 90, of the Romans. Luxon 3.7.2
# gets the first case right and rejects the second; PostgreSQL gets the first right. The strict modes of Moment and Day.js reject both.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps --ignore-scripts luxon@3.7.2 moment@2.30.1 dayjs@1.11.18 @electric-sql/pglite@0.5.17

cat > years.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import { DateTime } from 'luxon';
import moment from 'moment';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';

dayjs.extend(customParseFormat);
const db = new PGlite();
const CASES = [['3/14/1990', 'M/D/YY'], ['7/4/2001', 'M/D/YY'], ['3/14/90', 'M/D/YYYY']];
const readers = {
	'Moment': (text, form) => moment(text, form).format('YYYY-MM-DD'),
	'Moment, strict': (text, form) => moment(text, form, true).format('YYYY-MM-DD'),
	'Day.js': (text, form) => dayjs(text, form).format('YYYY-MM-DD'),
	'Day.js, strict': (text, form) => dayjs(text, form, true).format('YYYY-MM-DD'),
	'Luxon': (text, form) => DateTime.fromFormat(text, form.toLowerCase().replace('m', 'M')).toISODate() ?? 'Invalid',
	'PostgreSQL': async (text, form) => (await db.query('SELECT to_date($1, $2)::text AS day', [text, form.replace('M', 'MM').replace('D', 'DD')])).rows[0].day,
};
for (const [name, read] of Object.entries(readers)) {
	console.log(`${name}: ${(await Promise.all(CASES.map(([text, form]) => read(text, form)))).join(' ')}`);
}
JS
seen=$(
	run_ruby -rtime - <<'RUBY'
CASES = [%w[3/14/1990 %m/%d/%y], %w[7/4/2001 %m/%d/%y], %w[3/14/90 %m/%d/%Y]]
[Time, Date].each do |reader|
  puts "Ruby's #{reader}: " + CASES.map { |text, form| reader.strptime(text, form).strftime('%Y-%m-%d') rescue 'refused' }.join(' ')
end
RUBY
	node years.mjs
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Ruby's Time: 2019-03-14 2020-07-04 0090-03-14
Ruby's Date: 2019-03-14 2020-07-04 0090-03-14
Moment: 2019-03-14 2020-07-04 1990-03-14
Moment, strict: Invalid date Invalid date Invalid date
Day.js: 2019-03-14 2020-07-04 Invalid Date
Day.js, strict: Invalid Date Invalid Date Invalid Date
Luxon: 1990-03-14 2001-07-04 Invalid
PostgreSQL: 1990-03-14 2001-07-04 0090-03-14
EXPECTED
