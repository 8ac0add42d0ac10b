#!/usr/bin/env bash
# Guests' local times are found by city and state, as profiles have them: findFromCityStateProvince('Portland OR') of city-timezones, whose page shows
# it with Springfield MO, and the first that it returns. Guess: Oregon; a state of two letters is that state, and a city that is not there is nobody.
# city-timezones 1.3.4 looks for each word anywhere in city, state and country: OR is in Victoria, so the first Portland is in Australia. Albany NY is in
# Western Australia, as "ny" is in Albany; Jackson MI is in Mississippi, Glendale CA and Charlotte NC are in other zones too. Most cities are right, so
# tests pass. The guests of some cities get messages at night. Keep those whose state_ansi is the state.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts city-timezones@1.3.4

cat > cities.cjs <<'JS'
const { findFromCityStateProvince } = require('city-timezones');

for (const asked of ['Springfield MO', 'Boston MA', 'Portland OR', 'Albany NY', 'Charlotte NC', 'San Jose CA', 'Glendale CA', 'Salem OR', 'Jackson MI']) {
	const found = findFromCityStateProvince(asked);
	const [{ city, province, country, timezone }] = found;
	const inState = found.find(({ state_ansi: state }) => asked.endsWith(` ${state}`));
	console.log(`${asked}: ${city}, ${province}, ${country}, ${timezone}; in that state: ${inState ? `${inState.city}, ${inState.timezone}` : 'none'}`);
}
JS
seen=$(node cities.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Springfield MO: Springfield, Missouri, United States of America, America/Chicago; in that state: Springfield, America/Chicago
Boston MA: Boston, Massachusetts, United States of America, America/New_York; in that state: Boston, America/New_York
Portland OR: Portland, Victoria, Australia, Australia/Melbourne; in that state: Portland, America/Los_Angeles
Albany NY: Albany, Western Australia, Australia, Australia/Perth; in that state: Albany, America/New_York
Charlotte NC: Charlottetown, Prince Edward Island, Canada, America/Halifax; in that state: Charlotte, America/New_York
San Jose CA: San Jose, San José, Costa Rica, America/Costa_Rica; in that state: San Jose, America/Los_Angeles
Glendale CA: Glendale, Arizona, United States of America, America/Phoenix; in that state: none
Salem OR: Winston-Salem, North Carolina, United States of America, America/New_York; in that state: Salem, America/Los_Angeles
Jackson MI: Jackson, Mississippi, United States of America, America/Chicago; in that state: none
EXPECTED
