#!/usr/bin/env bash
# Visits and sign-ups go to Segment with n8n's node. Its User ID is {{ $json.external_id }}, and some guests
# have none yet. Guess: an error, like the one Segment's API returns for a call without an ID.
# Segment 1 of n8n-nodes-base 2.40.2 makes up an anonymous ID for each item: one guest with three visits is three people.
# Nothing will ever join them, because the ID is in no other call and not in the output. Each counts as one more person.
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
credentials.segmentApi = {};
const heard = [];
nock('https://api.segment.io').persist().post(/.*/).reply((_path, body) => {
	heard.push(body);
	return [200, { success: true }];
});
(async () => {
	const track = { resource: 'track', operation: 'event', userId: '={{ $json.external_id }}', event: 'Visit', context: {}, integrations: {}, properties: {} };
	const [items] = await run('Segment/Segment', 1, track, [{ external_id: '7' }, { external_id: '' }, {}, { external_id: null }]);
	console.log(heard.map(({ userId }) => userId ?? 'made up').join(', '));
	console.log(`IDs that were made up: ${new Set(heard.map(({ anonymousId }) => anonymousId).filter(Boolean)).size}`);
	console.log(`put out: ${JSON.stringify(items)}`);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
7, made up, made up, made up
IDs that were made up: 3
put out: [{"success":true},{"success":true},{"success":true},{"success":true}]
EXPECTED
