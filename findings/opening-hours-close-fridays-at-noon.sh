#!/usr/bin/env bash
# A list of stores has opening hours in OpenStreetMap's form, which the package opening_hours reads before a message or an order: Mo-Su 11:00-22:00;
# Fr 22:00-24:00, since Friday is longer. Guess: on Fridays it is open from 11 to 24.
# opening_hours 3.15.0 takes what follows a semicolon for a rule that replaces the others for that day: on Fridays the store is open from 22:00
# only, and closed at noon. With Fr 18:00-02:00; Sa 11:00-14:00 it is closed on Saturday at one in the morning, as Saturday has a rule of its own.
# So guests are told that a store is closed, or get nothing, while it is open. A comma adds. It also goes by the clock of the machine, not of the
# store: on a server in UTC, New York is closed at 19:30.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts opening_hours@3.15.0

cat > run.cjs <<'JS'
const module_ = require('opening_hours');
const OpeningHours = module_.default ?? module_;

const ask = (hours, ...times) => {
	const store = new OpeningHours(hours);
	console.log(`${hours}: ${times.map(([label, time]) => `${label} ${store.getState(new Date(time)) ? 'open' : 'closed'}`).join(', ')}`);
};
const NOON = ['Friday noon', '2026-11-27T12:00'];
const EVENING = ['Friday 23:00', '2026-11-27T23:00'];
const NIGHT = ['Saturday 1:00', '2026-11-28T01:00'];
ask('Mo-Su 11:00-22:00; Fr 22:00-24:00', NOON, EVENING);
ask('Mo-Su 11:00-22:00, Fr 22:00-24:00', NOON, EVENING);
ask('Fr 18:00-02:00', NIGHT);
ask('Fr 18:00-02:00; Sa 11:00-14:00', NIGHT);
ask('Fr 18:00-02:00, Sa 11:00-14:00', NIGHT);
ask('Mo-Su 11:00-22:00', ['11:30 in New York', '2026-11-27T11:30:00-05:00'], ['19:30 in New York', '2026-11-27T19:30:00-05:00']);
JS
seen=$(TZ=UTC node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Mo-Su 11:00-22:00; Fr 22:00-24:00: Friday noon closed, Friday 23:00 open
Mo-Su 11:00-22:00, Fr 22:00-24:00: Friday noon open, Friday 23:00 open
Fr 18:00-02:00: Saturday 1:00 open
Fr 18:00-02:00; Sa 11:00-14:00: Saturday 1:00 closed
Fr 18:00-02:00, Sa 11:00-14:00: Saturday 1:00 open
Mo-Su 11:00-22:00: 11:30 in New York open, 19:30 in New York closed
EXPECTED
