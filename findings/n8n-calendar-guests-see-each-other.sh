#!/usr/bin/env bash
# You invite loyalty guests to a tasting with n8n's Google Calendar node. You set Attendees, and Guests Can See Other Guests: off, as they are
# strangers to each other. Guess: Google is told so, and each guest sees only the host.
# Google Calendar 1.3 of n8n-nodes-base 2.40.2 sends what is on and leaves out what is off, and Google's default is on: each guest gets the addresses
# of all others. Guests Can Invite Others behaves the same way. Guests Can Modify is off by default, so it is right either way.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps nock@14.0.17 rrule@2.8.1 uuid@11.1.1

cat > run.cjs <<'JS'
const nock = require('nock');
const { credentials, run } = require('./nodes.cjs');

nock.disableNetConnect();
credentials.googleCalendarOAuth2Api = { grantType: 'authorizationCode', authentication: 'header', oauthTokenData: { access_token: 'none' } };
nock('https://www.googleapis.com').persist().post(/.*/).reply((_path, { attendees, guestsCanSeeOtherGuests, guestsCanInviteOthers }) => {
	console.log(JSON.stringify({ attendees: attendees.length, guestsCanSeeOtherGuests, guestsCanInviteOthers }));
	return [200, {}];
});
const create = { resource: 'event', operation: 'create', calendar: { __rl: true, mode: 'id', value: 'tastings@example.com' }, start: '2026-12-24T19:00:00-05:00', end: '2026-12-24T21:00:00-05:00', useDefaultReminders: true };
(async () => {
	for (const on of [true, false]) {
		const additionalFields = { attendees: ['ana@example.com,bo@example.com'], guestsCanSeeOtherGuests: on, guestsCanInviteOthers: on };
		await run('Google/Calendar/GoogleCalendar', 1.3, { ...create, additionalFields }, [{}]);
	}
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{"attendees":2,"guestsCanSeeOtherGuests":true,"guestsCanInviteOthers":true}
{"attendees":2}
EXPECTED
