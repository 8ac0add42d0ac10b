#!/usr/bin/env bash
# A message is a Django template and adds a bonus to the guest's balance: {{ balance|add:"1" }}. Guess: it adds, with cents and without, whether the
# value is a number or text; or there is an error.
# Django 3.2.25 cuts both to whole numbers first: a balance of 99.90 and 1 are 100, 12.50 and 1 are 13. Text with a decimal point is no whole
# number, so the two are joined as text, "99.9" and "50" are 99.950, or nothing is printed. Whole numbers are right, as numbers and as text, so a
# test with points passes. Guests read an amount that they do not have.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-python" python3-django=3:3.2.25-0+deb12u7 python3-asgiref=3.6.0-1 python3-sqlparse=0.4.2-1+deb12u1 python3-tz=2022.7.1-4

cat > run.py <<'PYTHON'
from decimal import Decimal
import django
from django.conf import settings
from django.template import Context, Template

settings.configure(TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}])
django.setup()
print("Django", django.__version__)
CASES = ((120, "50"), ("120", "50"), (99.9, "1"), (Decimal("12.50"), "1"), (Decimal("12.50"), "0.25"), ("99.9", "50"), ("12.50", "-5"), (None, "50"))
for balance, bonus in CASES:
    total = Template("{{ balance|add:bonus }}").render(Context({"balance": balance, "bonus": bonus}))
    print(f"{balance!r} and {bonus!r}: {total or 'nothing'}")
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Django 3.2.25
120 and '50': 170
'120' and '50': 170
99.9 and '1': 100
Decimal('12.50') and '1': 13
Decimal('12.50') and '0.25': nothing
'99.9' and '50': 99.950
'12.50' and '-5': 12.50-5
None and '50': nothing
EXPECTED
