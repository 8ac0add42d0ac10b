#!/usr/bin/env bash
# A message says when a table is booked, in the guest's time zone, from a server in UTC: format(booked, 'h:mm a zzz', { timeZone: 'America/New_York'
# }) of
# date-fns-tz. Guess: the time in New York, 7:00 PM EDT, as with the option timeZone of JavaScript's Intl; or at least no other zone's name.
# date-fns-tz 3.2.0 formats the time of the server and puts the name of the other zone behind it: 11:00 PM EDT, four hours late. On a laptop in New
# York it is right. formatInTimeZone(booked, 'America/New_York', ...) converts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts date-fns@4.4.0 date-fns-tz@3.2.0

cat > booked.cjs <<'JS'
const { format, formatInTimeZone } = require('date-fns-tz');

const booked = new Date('2026-07-14T23:00:00Z');
const timeZone = 'America/New_York';
console.log(`on a server in ${process.env.TZ}`);
console.log(`  Intl: ${new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', minute: 'numeric', timeZoneName: 'short' }).format(booked)}`);
console.log(`  format: ${format(booked, 'EEEE, h:mm a zzz', { timeZone })}`);
console.log(`  formatInTimeZone: ${formatInTimeZone(booked, timeZone, 'EEEE, h:mm a zzz')}`);
JS
seen=$(TZ=UTC node booked.cjs; TZ=America/New_York node booked.cjs; TZ=Asia/Tokyo node booked.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
on a server in UTC
  Intl: 7:00 PM EDT
  format: Tuesday, 11:00 PM EDT
  formatInTimeZone: Tuesday, 7:00 PM EDT
on a server in America/New_York
  Intl: 7:00 PM EDT
  format: Tuesday, 7:00 PM EDT
  formatInTimeZone: Tuesday, 7:00 PM EDT
on a server in Asia/Tokyo
  Intl: 7:00 PM EDT
  format: Wednesday, 8:00 AM EDT
  formatInTimeZone: Tuesday, 7:00 PM EDT
EXPECTED
