#!/usr/bin/env bash
# A Python service reminds guests six hours after a visit in New York: visited + timedelta(hours=6), with a time that has its zone (zoneinfo). Or it asks
# which of two visits was later, and how long ago. Guess: as the time knows its zone, six hours are six hours, also in the night when clocks go back;
# days keep the time of day.
# Python 3.11.2 adds hours to what the clock shows: in that night six hours are seven, in the one in March five, and a code that is good for two hours
# has expired early. Of two times with the same zone it compares and subtracts what clocks show: a visit 20 minutes later in the hour that comes twice
# is 40 minutes earlier. With two zones, or in UTC, the same two visits are right. Turn times into UTC first.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-python" tzdata

seen=$(PYTHONTZPATH="$PWD/usr/share/zoneinfo" run_python - <<'PYTHON'
import platform
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

print('Python', platform.python_version())
NEW_YORK = ZoneInfo('America/New_York')
utc = lambda time: time.astimezone(timezone.utc)
for visited in [datetime(2026, 7, 4, 22, tzinfo=NEW_YORK), datetime(2026, 10, 31, 22, tzinfo=NEW_YORK), datetime(2026, 3, 7, 22, tzinfo=NEW_YORK)]:
    due = visited + timedelta(hours=6)
    print(f'{visited} and six hours: {due}, which is {utc(due) - utc(visited)} later; in UTC: {(utc(visited) + timedelta(hours=6)).astimezone(NEW_YORK)}')
first = datetime(2026, 11, 1, 1, 50, tzinfo=NEW_YORK)
second = datetime(2026, 11, 1, 1, 10, tzinfo=NEW_YORK, fold=1)
minutes = lambda time: time.total_seconds() / 60
print(f'second after the first: {second > first}, by {minutes(second - first)} minutes; in UTC: {utc(second) > utc(first)}, by {minutes(utc(second) - utc(first))} minutes')
PYTHON
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Python 3.11.2
2026-07-04 22:00:00-04:00 and six hours: 2026-07-05 04:00:00-04:00, which is 6:00:00 later; in UTC: 2026-07-05 04:00:00-04:00
2026-10-31 22:00:00-04:00 and six hours: 2026-11-01 04:00:00-05:00, which is 7:00:00 later; in UTC: 2026-11-01 03:00:00-05:00
2026-03-07 22:00:00-05:00 and six hours: 2026-03-08 04:00:00-04:00, which is 5:00:00 later; in UTC: 2026-03-08 05:00:00-04:00
second after the first: False, by -40.0 minutes; in UTC: True, by 20.0 minutes
EXPECTED
