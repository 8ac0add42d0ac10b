#!/usr/bin/env bash
# You check a time zone against JavaScript's list of all zones, or let people choose from it. Guess: the list has the names of today's time zone
# database, which vendors document: Asia/Kolkata, Europe/Kyiv, America/Argentina/Buenos_Aires, UTC.
# In Node 20.20.2 and 24.21.0, Intl.supportedValuesOf('timeZone') has none of them. It has Asia/Calcutta, Europe/Kiev and America/Buenos_Aires, and
# nothing for UTC; resolvedOptions() turns the new names into the old ones. You can use all of them: DateTimeFormat accepts the names that the list
# refuses.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > list.js <<'JS'
const listed = Intl.supportedValuesOf('timeZone');
const names = ['Asia/Kolkata', 'Europe/Kyiv', 'America/Argentina/Buenos_Aires', 'UTC', 'America/New_York'];
console.log(`${process.version}: ${listed.length} zones`);
for (const timeZone of names) {
	const taken = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
	console.log(`${timeZone}: ${listed.includes(timeZone) ? 'listed' : 'not listed'}, taken as ${taken}`);
}
JS
# The package that "node" installs with a script, which fails inside another npm run.
package="node-$(node -p 'process.platform + "-" + process.arch')"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts "old@npm:$package@20.20.2" "new@npm:$package@24.21.0"
seen=$(for node in old new; do "node_modules/$node/bin/node" list.js; done)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
v20.20.2: 418 zones
Asia/Kolkata: not listed, taken as Asia/Calcutta
Europe/Kyiv: not listed, taken as Europe/Kiev
America/Argentina/Buenos_Aires: not listed, taken as America/Buenos_Aires
UTC: not listed, taken as UTC
America/New_York: listed, taken as America/New_York
v24.21.0: 418 zones
Asia/Kolkata: not listed, taken as Asia/Calcutta
Europe/Kyiv: not listed, taken as Europe/Kiev
America/Argentina/Buenos_Aires: not listed, taken as America/Buenos_Aires
UTC: not listed, taken as UTC
America/New_York: listed, taken as America/New_York
EXPECTED
