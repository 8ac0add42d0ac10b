#!/usr/bin/env bash
# A Django application asks for each guest's points and number of rewards in one query: Guest.objects.annotate(points=Sum('visits__points'),
# rewards=Count('rewards')). Guess: each of the two is as if it were asked for alone.
# Django 3.2.25 joins both tables, so each visit is there once for each reward, and the other way round: Mara, with 120 points and 3 rewards, has
# 360 points and 6 rewards. Guests with one reward, or with none, have the right points, so tests pass. The wrong balance goes to Braze, and makes
# guests gold who are not. Count('rewards', distinct=True) mends the count, but nothing mends the sum; a subquery does.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-django"

cat > run.py <<'PYTHON'
from loyalty import *

print("Django", django.__version__)


def show(label, **both):
    guests = Guest.objects.annotate(**both).order_by("id")
    print(f"{label}: " + ", ".join(f"{guest.name} {' and '.join(str(getattr(guest, name)) for name in both)}" for guest in guests))


show("points", total=Sum("visits__points"))
show("rewards", count=Count("rewards"))
show("points and rewards", total=Sum("visits__points"), count=Count("rewards"))
show("points and rewards, distinct", total=Sum("visits__points"), count=Count("rewards", distinct=True))
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Django 3.2.25
points: Mara 120, Bo 60, Leo None
rewards: Mara 3, Bo 1, Leo 0
points and rewards: Mara 360 and 6, Bo 60 and 1, Leo None and 0
points and rewards, distinct: Mara 360 and 3, Bo 60 and 1, Leo None and 0
EXPECTED
