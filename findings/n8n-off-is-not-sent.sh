#!/usr/bin/env bash
# A guest is written with a switch turned off: an event to Segment that may only go to Salesforce (Integration, All: off), a guest in Intercom
# who gets emails again (Unsubscribed From Emails: off), or a guest in Mailchimp who is no longer a VIP. Guess: the choice is sent, on or off.
# n8n-nodes-base 2.40.2 sends what is on and leaves out what is off. Segment then passes the event on to all destinations, which is its
# default. In Intercom the guest stays unsubscribed, in Mailchimp a VIP. The switch only works one way, and the node reports success.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps nock@14.0.17 uuid@11.1.1

cat > run.cjs <<'JS'
const nock = require('nock');
const { credentials, run } = require('./nodes.cjs');

nock.disableNetConnect();
Object.assign(credentials, { segmentApi: {}, intercomApi: {}, mailchimpApi: { apiKey: 'none-us1' } });
const heard = (field) => (_path, body) => {
	console.log(`  ${field}: ${JSON.stringify(body[field]) ?? 'not sent'}`);
	return [200, {}];
};
nock('https://api.segment.io').persist().post(/.*/).reply(heard('integrations'));
nock('https://api.intercom.io').persist().post(/.*/).reply(heard('unsubscribed_from_emails'));
nock('https://us1.api.mailchimp.com').persist().put(/.*/).reply(heard('vip'));
const email = 'ana@example.com';
(async () => {
	for (const on of [true, false]) {
		console.log(on ? 'on' : 'off');
		const integrations = { integrationsUi: { all: on, salesforce: true } };
		await run('Segment/Segment', 1, { resource: 'track', operation: 'event', userId: '7', event: 'Visit', context: {}, integrations, properties: {} }, [{}]);
		await run('Intercom/Intercom', 1, { resource: 'user', operation: 'update', updateBy: 'email', value: email, additionalFields: { unsubscribedFromEmails: on } }, [{}]);
		await run('Mailchimp/Mailchimp', 1, { authentication: 'apiKey', resource: 'member', operation: 'update', list: '1', email, updateFields: { vip: on } }, [{}]);
	}
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
on
  integrations: {"all":true,"salesforce":true}
  unsubscribed_from_emails: true
  vip: true
off
  integrations: {"salesforce":true}
  unsubscribed_from_emails: not sent
  vip: not sent
EXPECTED
