#!/usr/bin/env bash
# A reminder goes out hours or days after a visit, as a Celery task with a countdown, and Redis is the broker. Guess: it runs once, when it is due,
# as long as no worker dies.
# Celery 5.2.6 with kombu 5.2.4 and Redis 7.0.15: a worker takes the task at once and holds it until it is due, but what is not finished within the
# visibility timeout, an hour by default, is handed out again, while the first worker still holds it. All copies run when the task is due, and the
# guest gets the reminder several times. Tasks due within the hour run once, so tests pass. Here the timeout is five seconds, the task is due in 30,
# and three workers start one after the other. A visibility_timeout longer than any countdown helps.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=(python3-celery=5.2.6-5 python3-kombu=5.2.4-1 python3-amqp=5.1.1-1 python3-billiard=4.1.0-1 python3-vine=5.0.0+dfsg-3 python3-click=8.1.3-2)
packages+=(python3-redis=4.3.4-3 python3-async-timeout=4.0.2-1 python3-tz=2022.7.1-4 python3-pkg-resources python3-click-didyoumean python3-click-plugins)
packages+=(python3-click-repl python3-prompt-toolkit python3-wcwidth python3-deprecated python3-wrapt python3-packaging python3-six=1.16.0-4)
. "$here/debian-python" "${packages[@]}"
rm -f ./*.deb
. "$here/debian-redis"

cat > reminders.py <<'PYTHON'
import os
from celery import Celery

app = Celery("reminders", broker=f"redis://127.0.0.1:{os.environ['REDIS_PORT']}/0")
app.conf.broker_transport_options = {"visibility_timeout": 5}


@app.task
def remind(guest):
    with open("ran", "a") as ran:
        ran.write(guest + "\n")
PYTHON
cat > run.py <<'PYTHON'
import os, subprocess, sys, time
from celery import __version__
from reminders import remind

WORKER = "from reminders import app; app.Worker(pool='solo', loglevel='ERROR', quiet=True).start()"
workers = []


def work():
    workers.append(subprocess.Popen([sys.executable, "-W", "ignore", "-c", WORKER]))


remind.apply_async(("Mara, due at once",))
remind.apply_async(("Bo, due after 30 seconds",), countdown=30)
for _ in range(3):
    work()
    time.sleep(8)
time.sleep(14)
for worker in workers:
    worker.kill()
    worker.wait()
print("Celery", __version__)
ran = open("ran").read().splitlines()
for guest in sorted(set(ran)):
    print(f"{guest}: {'once' if ran.count(guest) == 1 else 'more than once'}")
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Celery 5.2.6
Bo, due after 30 seconds: more than once
Mara, due at once: once
EXPECTED
