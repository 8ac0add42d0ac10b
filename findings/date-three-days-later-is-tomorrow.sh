#!/usr/bin/env bash
# A script works out when a reminder is due with date -d, from a time and what is to be added: "2026-03-14 12:00 +3 days", or "-7 days".
# Guess: noon, three days later; a week earlier; and "2026-03-31 -1 month" is in February.
# date of GNU coreutils 9.1 takes a number with a sign behind a time for the offset from UTC, and "days" for one day: in New York, three days later
# is the next day at 5 in the morning, and a week earlier is the day after, at 15:00. Behind a day without a time, without the plus, or with "ago",
# it is right, so most tests pass. A month before March 31 is March 3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-unpack"
unpack coreutils=9.1-1

seen=$(
	bin/date --version | head -1
	for change in '3 days' '+3 days' '7 days ago' '-7 days' '-1 hour'; do
		echo "2026-03-14 12:00 $change: $(TZ=America/New_York bin/date -d "2026-03-14 12:00 $change" '+%F %R')"
	done
	for text in '2026-03-14 +3 days' '2026-03-31 -1 month' '2026-03-31 last month'; do
		echo "$text: $(TZ=America/New_York bin/date -d "$text" '+%F %R')"
	done
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
date (GNU coreutils) 9.1
2026-03-14 12:00 3 days: 2026-03-17 12:00
2026-03-14 12:00 +3 days: 2026-03-15 05:00
2026-03-14 12:00 7 days ago: 2026-03-07 12:00
2026-03-14 12:00 -7 days: 2026-03-15 15:00
2026-03-14 12:00 -1 hour: 2026-03-14 10:00
2026-03-14 +3 days: 2026-03-17 00:00
2026-03-31 -1 month: 2026-03-03 00:00
2026-03-31 last month: 2026-03-03 00:00
EXPECTED
