#!/usr/bin/env bash
# A reservation system hands on its bookings as iCalendar, with DTSTART;TZID=America/New_York:20260714T190000, and a workflow reads them with
# ical.js to remind guests. Guess: 19:00 in New York, which is 23:00 in UTC, as the name of the zone says.
# ical.js 2.2.1 knows no zones but those that the file describes in a VTIMEZONE, and silently takes all others for the machine's own: on a server in
# UTC the table is at 19:00 UTC, three in the afternoon in New York, and the reminder comes four hours early; on one in Los Angeles three hours
# late. On a machine in New York it is right. node-ical 0.26.1 knows the names.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ical.js@2.2.1 node-ical@0.26.1

cat > run.cjs <<'JS'
const module_ = require('ical.js');
const ICAL = module_.default ?? module_;
const nodeIcal = require('node-ical');

const SUMMER = 'DTSTART:20070311T020000 RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU TZOFFSETFROM:-0500 TZOFFSETTO:-0400';
const zone = ['BEGIN:VTIMEZONE', 'TZID:America/New_York', 'BEGIN:DAYLIGHT', ...SUMMER.split(' '), 'END:DAYLIGHT', 'END:VTIMEZONE'];
const START = 'DTSTART;TZID=America/New_York:20260714T190000';
const booking = ['BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20260101T000000Z', START, 'SUMMARY:Table', 'END:VEVENT'];
const calendar = (...parts) => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:bookings', ...parts.flat(), 'END:VCALENDAR', ''].join('\r\n');

const read = (text) => {
	const root = new ICAL.Component(ICAL.parse(text));
	root.getAllSubcomponents('vtimezone').forEach((each) => ICAL.TimezoneService.register(each));
	return new ICAL.Event(root.getFirstSubcomponent('vevent')).startDate.toJSDate().toISOString();
};
console.log(`${process.env.TZ}: ical.js ${read(calendar(booking))}, node-ical ${nodeIcal.sync.parseICS(calendar(booking))['1'].start.toISOString()}`);
console.log(`${process.env.TZ}: ical.js, with VTIMEZONE ${read(calendar(zone, booking))}`);
JS
seen=$(for zone in UTC America/Los_Angeles America/New_York; do TZ=$zone node run.cjs; done)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
UTC: ical.js 2026-07-14T19:00:00.000Z, node-ical 2026-07-14T23:00:00.000Z
UTC: ical.js, with VTIMEZONE 2026-07-14T23:00:00.000Z
America/Los_Angeles: ical.js 2026-07-15T02:00:00.000Z, node-ical 2026-07-14T23:00:00.000Z
America/Los_Angeles: ical.js, with VTIMEZONE 2026-07-14T23:00:00.000Z
America/New_York: ical.js 2026-07-14T23:00:00.000Z, node-ical 2026-07-14T23:00:00.000Z
America/New_York: ical.js, with VTIMEZONE 2026-07-14T23:00:00.000Z
EXPECTED
