#!/usr/bin/env bash
# A brand sends no messages on holidays. You ask isHoliday() of date-holidays about the day, for restaurants in the United States and in Canada.
# Guess: yes on days when offices are closed, and no on any other day.
# date-holidays 3.37.0 also says yes on Valentine's Day, Mother's Day, Saint Patrick's Day and Tax Day, which it lists as observances, and on
# Christmas Eve. So the brand is silent on the days when restaurants send most. Only the type in the answer tells them apart. Canada's Thanksgiving,
# which is listed by province, is a working day. A day given as text is midnight in UTC: in New York, 2026-12-25 is Christmas Eve.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts date-holidays@3.37.0

cat > ask.cjs <<'JS'
const Holidays = require('date-holidays');

const said = (holidays, day) => (holidays.isHoliday(day) || []).map(({ name, type }) => `${name} (${type})`).join(', ') || 'no';
const us = new Holidays('US');
for (const day of ['2026-02-14', '2026-03-17', '2026-04-15', '2026-05-10', '2026-07-03', '2026-11-26', '2026-11-27', '2026-12-24', '2026-10-31']) {
	console.log(`${day}: ${said(us, new Date(`${day}T12:00:00`))}`);
}
console.log(`2026-12-25 as text: ${said(us, '2026-12-25')}`);
console.log(`2026-10-12 in Canada: ${said(new Holidays('CA'), new Date('2026-10-12T12:00:00'))}, in Ontario: ${said(new Holidays('CA', 'ON'), new Date('2026-10-12T12:00:00'))}`);
JS
seen=$(TZ=America/New_York node ask.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
2026-02-14: Valentine's Day (observance)
2026-03-17: St. Patrick's Day (observance)
2026-04-15: Tax Day (observance)
2026-05-10: Mother's Day (observance)
2026-07-03: Independence Day (substitute day) (public)
2026-11-26: Thanksgiving Day (public)
2026-11-27: Day after Thanksgiving Day (observance)
2026-12-24: Christmas Eve (optional)
2026-10-31: no
2026-12-25 as text: Christmas Eve (optional)
2026-10-12 in Canada: no, in Ontario: Thanksgiving (public)
EXPECTED
