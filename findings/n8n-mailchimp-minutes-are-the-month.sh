#!/usr/bin/env bash
# You write guests to Mailchimp with n8n's node, with the time when they signed up and agreed: Timestamp Opt, Timestamp Signup. Guess: Mailchimp gets
# that time, in UTC as it asks.
# Mailchimp 1 of n8n-nodes-base 2.40.2 writes the month where the minutes belong, and hundredths of a second for seconds: 18:47:31 becomes 18:03:00 in
# March and 18:12:00 in December. It also uses the server's time zone. So the proof of a consent has a time when nobody agreed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps nock@14.0.17

cat > run.cjs <<'JS'
const nock = require('nock');
const { credentials, run } = require('./nodes.cjs');

nock.disableNetConnect();
credentials.mailchimpApi = { apiKey: 'none-us1' };
nock('https://us1.api.mailchimp.com').persist().post(/.*/).reply((_path, { timestamp_opt }) => {
	console.log(`  sent ${timestamp_opt}`);
	return [200, {}];
});
const member = { authentication: 'apiKey', resource: 'member', operation: 'create', list: '1', status: 'subscribed', email: 'ana@example.com' };
(async () => {
	for (const time of ['2026-03-14T18:47:31Z', '2026-12-14T18:47:31Z', '2026-03-14T09:05:00-04:00']) {
		console.log(time);
		await run('Mailchimp/Mailchimp', 1, { ...member, options: { timestampOpt: '={{ $json.time }}' } }, [{ time }]);
	}
})();
JS
for zone in UTC America/New_York; do
	echo "server in $zone"
	TZ=$zone node run.cjs
done > seen
cat seen
diff seen - <<'EXPECTED'
server in UTC
2026-03-14T18:47:31Z
  sent 2026-03-14 18:03:00
2026-12-14T18:47:31Z
  sent 2026-12-14 18:12:00
2026-03-14T09:05:00-04:00
  sent 2026-03-14 13:03:00
server in America/New_York
2026-03-14T18:47:31Z
  sent 2026-03-14 14:03:00
2026-12-14T18:47:31Z
  sent 2026-12-14 13:12:00
2026-03-14T09:05:00-04:00
  sent 2026-03-14 09:03:00
EXPECTED
