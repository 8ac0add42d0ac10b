#!/usr/bin/env bash
# A Python service sends a message on Mondays at 9, or on weekdays, and has the rule from a crontab: CronTrigger.from_crontab('0 9 * * 1') of
# APScheduler. Guess: Monday, as for cron, where 1 is Monday and 0 is Sunday; from_crontab is there to read such a rule.
# APScheduler 3.9.1 reads a rule of five fields with its own numbers for days, where 0 is Monday: 1 is Tuesday, 1-5 is Tuesday to Saturday, so the
# lunch offer comes on Saturday and not on Monday, and 0, cron's Sunday, is Monday. Names of days are
# right. With a day of the month and a day of the week, both have to fit, where cron takes either.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-python" python3-apscheduler=3.9.1-2 python3-pkg-resources python3-tz python3-tzlocal python3-pytz-deprecation-shim python3-six

seen=$(run_python - <<'PYTHON'
import apscheduler
from apscheduler.triggers.cron import CronTrigger
from datetime import datetime, timedelta, timezone

print('APScheduler', apscheduler.version)
for rule in ['0 9 * * 1', '0 9 * * 0', '0 9 * * 1-5', '0 9 * * 6,0', '0 9 * * mon', '0 9 * * mon-fri', '0 9 13 * fri']:
    trigger = CronTrigger.from_crontab(rule, 'UTC')
    moment, days = datetime(2026, 11, 29, tzinfo=timezone.utc), []
    for _ in range(5):
        moment = trigger.get_next_fire_time(None, moment + timedelta(seconds=1))
        days.append(moment.strftime('%a %d %b'))
    print(f'{rule}: {", ".join(days)}')
PYTHON
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
APScheduler 3.9.1
0 9 * * 1: Tue 01 Dec, Tue 08 Dec, Tue 15 Dec, Tue 22 Dec, Tue 29 Dec
0 9 * * 0: Mon 30 Nov, Mon 07 Dec, Mon 14 Dec, Mon 21 Dec, Mon 28 Dec
0 9 * * 1-5: Tue 01 Dec, Wed 02 Dec, Thu 03 Dec, Fri 04 Dec, Sat 05 Dec
0 9 * * 6,0: Sun 29 Nov, Mon 30 Nov, Sun 06 Dec, Mon 07 Dec, Sun 13 Dec
0 9 * * mon: Mon 30 Nov, Mon 07 Dec, Mon 14 Dec, Mon 21 Dec, Mon 28 Dec
0 9 * * mon-fri: Mon 30 Nov, Tue 01 Dec, Wed 02 Dec, Thu 03 Dec, Fri 04 Dec
0 9 13 * fri: Fri 13 Aug, Fri 13 Oct, Fri 13 Apr, Fri 13 Jul, Fri 13 Sep
EXPECTED
