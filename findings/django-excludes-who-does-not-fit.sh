#!/usr/bin/env bash
# Guests who have earned more than 55 points in a visit to store 202 have had their reward, so a Django application leaves them out:
# Guest.objects.exclude(visits__store=202, visits__points__gt=55). filter() with the same finds Bo. Guess: exclude() leaves out just those whom
# filter() finds.
# Django 3.2.25 asks exclude() for each condition alone, in any visit: Mara is left out too, who was at store 202 for 50 points and at another for
# 70. So she never hears of the reward that she has not had. filter().filter() asks in the same way, and finds her too. A subquery,
# exclude(id__in=...filter(...)), leaves out Bo alone.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-django"

cat > run.py <<'PYTHON'
from loyalty import *

print("Django", django.__version__)
good = dict(visits__store=202, visits__points__gt=55)
print("filter(both):", names(Guest.objects.filter(**good)))
print("exclude(both):", names(Guest.objects.exclude(**good)))
print("filter().filter():", names(Guest.objects.filter(visits__store=202).filter(visits__points__gt=55)))
print("exclude(id__in=filter(both)):", names(Guest.objects.exclude(id__in=Guest.objects.filter(**good))))
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Django 3.2.25
filter(both): Bo
exclude(both): Leo
filter().filter(): Bo Mara
exclude(id__in=filter(both)): Leo Mara
EXPECTED
