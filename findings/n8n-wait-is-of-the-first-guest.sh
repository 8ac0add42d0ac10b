#!/usr/bin/env bash
# Each guest gets a message at a time of their own: n8n's Wait resumes at {{ $json.send_at }}, or after the
# number of hours that the guest's tier says, and several guests come in at once. Guess: each goes on at its
# own time, since expressions are resolved for each item; or all wait for the last.
# Wait 1.1 of n8n-nodes-base 2.40.2 resolves its time only for the first item: all go on together at the first
# one's time. Reminders go out days early or late, depending on the order in which guests happen to come.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps isbot@3.6.13 basic-auth@2.0.1 jsonwebtoken@9.0.2 sanitize-html@2.17.5 tmp-promise@3.0.3

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

async function wait(label, parameters, guests) {
	const start = Date.now();
	const [gone] = await run('Wait/Wait', 1.1, parameters, guests);
	console.log(`${label}: after ${Math.round((Date.now() - start) / 1000)} s ${gone.map(({ name }) => name).join(', ')}`);
}
const at = (name, seconds) => ({ name, seconds, send_at: new Date(Date.now() + seconds * 1000).toISOString() });
(async () => {
	const time = { resume: 'specificTime', dateTime: '={{ $json.send_at }}' };
	await wait('Mara in 2 s, Bo in 30 days', time, [at('Mara', 2), at('Bo', 30 * 86_400)]);
	await wait('Bo in 6 s, Mara in 2 s', time, [at('Bo', 6), at('Mara', 2)]);
	const interval = { resume: 'timeInterval', amount: '={{ $json.seconds }}', unit: 'seconds' };
	await wait('an interval of 2 s for Mara, of 6 s for Bo', interval, [at('Mara', 2), at('Bo', 6)]);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Mara in 2 s, Bo in 30 days: after 2 s Mara, Bo
Bo in 6 s, Mara in 2 s: after 6 s Bo, Mara
an interval of 2 s for Mara, of 6 s for Bo: after 2 s Mara, Bo
EXPECTED
