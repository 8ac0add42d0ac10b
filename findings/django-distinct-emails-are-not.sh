#!/usr/bin/env bash
# A Django application asks for each address once, and for the number of guests in each tier: values_list('email').distinct(), and
# values('tier').annotate(n=Count('id')). The model sorts guests by name (Meta.ordering), so that pages show them in order. Guess: each address
# once, and one row for each tier.
# Django 3.2.25 puts the name, by which it sorts, into the query: rows are distinct, or groups, only if the name is the same as well. A family with
# one address gets the message twice, though distinct() was asked for, and each tier has as many rows as names. Guests without a family look right.
# An empty order_by() at the end mends both.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-django"

cat > run.py <<'PYTHON'
from loyalty import *

print("Django", django.__version__)
emails = Guest.objects.values_list("email", flat=True)
print("distinct:", *emails.distinct())
print("distinct, order_by():", *emails.order_by().distinct())


def tiers(label, guests):
    rows = guests.values("tier").annotate(n=Count("id"))
    print(f"{label}:", ", ".join(sorted(f"{row['tier']} {row['n']}" for row in rows)))


tiers("tiers", Guest.objects.all())
tiers("tiers, order_by()", Guest.objects.order_by())
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Django 3.2.25
distinct: home@example.com leo@example.com home@example.com
distinct, order_by(): home@example.com leo@example.com
tiers: None 1, gold 1, gold 1
tiers, order_by(): None 1, gold 2
EXPECTED
