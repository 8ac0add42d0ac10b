#!/usr/bin/env bash
# A visit adds points in Django, by F() as its pages advise, so that two visits at once both count: guest.points = F('points') + 10; guest.save().
# Later the same code sets the tier and saves again. Guess: the points are added once, by the first save.
# Django 3.2.25 leaves the expression in the object, and each further save() adds it again: 10 points are 20. Who reads guest.points in between gets
# the expression, not a number. refresh_from_db(), or save(update_fields=['tier']), adds nothing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-django"

cat > run.py <<'PYTHON'
from loyalty import *

print("Django", django.__version__)
stored = lambda guest: Guest.objects.values_list("points", flat=True).get(id=guest.id)

mara.points = F("points") + 10
mara.save()
print(f"after the visit: {stored(mara)}; in the object: {mara.points}")
mara.tier = "vip"
mara.save()
print(f"after the tier: {stored(mara)}")

bo.points = F("points") + 10
bo.save()
bo.tier = "vip"
bo.save(update_fields=["tier"])
print(f"only the tier saved: {stored(bo)}")

leo.points = F("points") + 10
leo.save()
leo.refresh_from_db()
leo.tier = "vip"
leo.save()
print(f"read again in between: {stored(leo)}")
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Django 3.2.25
after the visit: 10; in the object: F(points) + Value(10)
after the tier: 20
only the tier saved: 10
read again in between: 10
EXPECTED
