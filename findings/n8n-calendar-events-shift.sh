#!/usr/bin/env bash
# Guests get a calendar file for a tasting on December 24 at 19:00 in New York: Convert to File, To ICS, in a workflow set to New York. Guess: the
# event is at 19:00 in New York if you enter that, or a time with its offset; at least with the option Use Workflow Timezone.
# Convert to File 1.1 of n8n-nodes-base 2.40.2 writes the time on the server's clock and calls it UTC. On a server in UTC, as n8n's image is, what you
# enter becomes 14:00 in New York; on one in Los Angeles, a time with an offset becomes 11:00. The option changes nothing. Only a time with an offset
# on a server in UTC is right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps ics@2.40.0 iconv-lite@0.7.3 @e965/xlsx@0.20.3

cat > run.cjs <<'JS'
const { runWorkflow } = require('./nodes.cjs');

const inNewYork = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', dateStyle: 'medium', timeStyle: 'short' });
async function invite(label, start, end, additionalFields = {}) {
	const parameters = { operation: 'iCal', title: 'Tasting', start, end, allDay: false, additionalFields };
	const parts = {
		convert: { file: 'Files/ConvertToFile/ConvertToFile', version: 1.1, parameters, next: [['read']] },
		read: { file: 'MoveBinaryData/MoveBinaryData', version: 1, parameters: { mode: 'binaryToJson', setAllData: false, options: { encoding: 'utf8', keepAsText: true } } },
	};
	const { read } = await runWorkflow([{}], parts);
	const [, day, time] = /DTSTART:(\d{8})T(\d{4})/.exec(read[0][0][0].data);
	const utc = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${time.slice(0, 2)}:${time.slice(2)}Z`;
	console.log(`  ${label}: ${utc}, in New York ${inNewYork.format(new Date(utc))}`);
}
(async () => {
	console.log(`server in ${process.env.TZ}`);
	const [start, end] = ['2026-12-24T19:00:00', '2026-12-24T21:00:00'];
	await invite('19:00', start, end);
	await invite('19:00, Use Workflow Timezone', start, end, { useWorkflowTimezone: true });
	await invite('19:00-05:00', `${start}-05:00`, `${end}-05:00`);
	await invite('19:00-05:00, Use Workflow Timezone', `${start}-05:00`, `${end}-05:00`, { useWorkflowTimezone: true });
})();
JS
seen=$(for zone in UTC America/Los_Angeles; do TZ=$zone node run.cjs; done)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
server in UTC
  19:00: 2026-12-24T19:00Z, in New York 24 Dec 2026, 14:00
  19:00, Use Workflow Timezone: 2026-12-24T19:00Z, in New York 24 Dec 2026, 14:00
  19:00-05:00: 2026-12-25T00:00Z, in New York 24 Dec 2026, 19:00
  19:00-05:00, Use Workflow Timezone: 2026-12-25T00:00Z, in New York 24 Dec 2026, 19:00
server in America/Los_Angeles
  19:00: 2026-12-24T19:00Z, in New York 24 Dec 2026, 14:00
  19:00, Use Workflow Timezone: 2026-12-24T19:00Z, in New York 24 Dec 2026, 14:00
  19:00-05:00: 2026-12-24T16:00Z, in New York 24 Dec 2026, 11:00
  19:00-05:00, Use Workflow Timezone: 2026-12-24T16:00Z, in New York 24 Dec 2026, 11:00
EXPECTED
