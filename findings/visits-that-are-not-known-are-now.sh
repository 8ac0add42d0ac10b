#!/usr/bin/env bash
# Guests who have not been there for 60 days are asked to come back, by the days since last_visit. For some guests no visit is
# known: the field is missing, null or empty. Guess: an invalid date, so that no comparison holds, whichever library counts.
# The libraries disagree. Missing: Moment 2.31.0, Day.js 1.11.23 and spacetime 7.15.0 take now, so the guest
# was just there and is never asked. null: spacetime takes now; date-fns 4.4.0 takes 1970, as JavaScript does,
# so the guest is asked at once. Empty: only spacetime takes now. Luxon 3.7.2 does none of this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts moment@2.31.0 dayjs@1.11.23 spacetime@7.15.0 date-fns@4.4.0 luxon@3.7.2

cat > run.mjs <<'JS'
import { differenceInDays } from 'date-fns';
import dayjs from 'dayjs';
import { DateTime } from 'luxon';
import moment from 'moment';
import spacetime from 'spacetime';

const DAY = 24 * 60 * 60 * 1000;
const daysSince = {
	Moment: (visit) => moment().diff(moment(visit), 'days'),
	'Day.js': (visit) => dayjs().diff(dayjs(visit), 'day'),
	spacetime: (visit) => Math.round((Date.now() - spacetime(visit).epoch) / DAY),
	'date-fns': (visit) => differenceInDays(new Date(), visit),
	Luxon: (visit) => DateTime.now().diff(DateTime.fromISO(visit)).as('days'),
};
for (const visit of [undefined, null, '']) {
	const answers = Object.entries(daysSince).map(([name, days]) => `${name} ${days(visit) === 0 ? 'just now' : days(visit) > 60 ? 'long ago' : 'invalid'}`);
	console.log(`${JSON.stringify(visit) ?? 'missing'}: ${answers.join(', ')}`);
}
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
missing: Moment just now, Day.js just now, spacetime just now, date-fns invalid, Luxon invalid
null: Moment invalid, Day.js invalid, spacetime just now, date-fns long ago, Luxon invalid
"": Moment invalid, Day.js invalid, spacetime just now, date-fns invalid, Luxon invalid
EXPECTED
