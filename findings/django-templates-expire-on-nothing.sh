#!/usr/bin/env bash
# A Django template says when a reward expires, {{ expires|date:"F j" }}, and has two texts by points, {% if points > 100 %} ... {% else %}. The
# values come from JSON, where a day, and often a number, is text. Guess: text in ISO 8601 is read, or is shown as it is, and "250" counts as 250 or
# is an error.
# Django 3.2.25 prints nothing for a day that is text: "Your taco expires on ." And text is neither more nor less than a number, nor is None,
# without an error: a guest with "250" points gets the text for those who have few, and "5" is not less than 100 either. In a preview with dates and
# numbers from Python all is right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-python" python3-django=3:3.2.25-0+deb12u7 python3-asgiref=3.6.0-1 python3-sqlparse=0.4.2-1+deb12u1 python3-tz=2022.7.1-4

cat > run.py <<'PYTHON'
from datetime import date, datetime
import django
from django.conf import settings
from django.template import Context, Template

settings.configure(TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}])
django.setup()
print("Django", django.__version__)
show = lambda template, **values: Template(template).render(Context(values))
for expires in (date(2026, 3, 14), datetime(2026, 3, 14, 18, 47), "2026-03-14", "2026-03-14T18:47:00Z", 1773514020):
    print(f"{expires!r}:", show("Your taco expires on {{ expires|date:'F j' }}.", expires=expires))
for points in (250, 5, "250", "5", None):
    print(f"{points!r}:", show("{% if points > 100 %}many{% else %}few{% endif %}, {% if points < 100 %}few{% else %}many{% endif %}", points=points))
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Django 3.2.25
datetime.date(2026, 3, 14): Your taco expires on March 14.
datetime.datetime(2026, 3, 14, 18, 47): Your taco expires on March 14.
'2026-03-14': Your taco expires on .
'2026-03-14T18:47:00Z': Your taco expires on .
1773514020: Your taco expires on .
250: many, many
5: few, few
'250': few, many
'5': few, many
None: few, many
EXPECTED
