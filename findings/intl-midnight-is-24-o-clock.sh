#!/usr/bin/env bash
# A workflow asks for the hour at the guest's place before it sends, with Intl and hour12: false, and is quiet before 9 and from 22 on: new
# Intl.DateTimeFormat('en-US', { hour: 'numeric', hour12: false, timeZone }). Guess: midnight is 0, as in getHours() and on every 24-hour clock, or
# at least the same in every Node.
# Node 20.20.2 says 24, and 24:30 beside the new day; Node 22.23.3 and 24.21.0 say 0. In the first, "hour < 9" is false in the hour after midnight,
# and sorted by time that hour is the last of the day, not the first. In the others a check written for it, "hour === 24", never holds. An update of
# Node changes whom the quiet hours keep from a message, without a word. hourCycle: 'h23' is 0 in all of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > run.cjs <<'JS'
const midnight = new Date('2026-03-15T04:30:00Z');
const show = (options) => new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', ...options }).format(midnight);
const hour = show({ hour: 'numeric', hour12: false });
const time = { hour: '2-digit', minute: '2-digit' };
const shown = `${show({ ...time, day: 'numeric', month: 'short', hour12: false })}; h23: ${show({ ...time, hourCycle: 'h23' })}`;
console.log(`Node ${process.versions.node}: hour ${hour}, before 9: ${Number(hour) < 9}; ${shown}`);
JS
seen=$(
	for version in 20.20.2 22.23.3 24.21.0; do
		mkdir "$version"
		cd "$version"
		npm init -y >/dev/null
		npm install --silent --no-audit --no-fund "node@$version"
		node_modules/node/bin/node ../run.cjs
		cd ..
	done
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Node 20.20.2: hour 24, before 9: false; Mar 15, 24:30; h23: 00:30
Node 22.23.3: hour 00, before 9: true; Mar 15, 00:30; h23: 00:30
Node 24.21.0: hour 00, before 9: true; Mar 15, 00:30; h23: 00:30
EXPECTED
