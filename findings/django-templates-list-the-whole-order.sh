#!/usr/bin/env bash
# A Django template lists what somebody has ordered, {% for item in order.items %}{{ item }}{% endfor %}, or shows {{ cart.values }}. The order is a
# dictionary, as JSON becomes one, and some orders have no items. Guess: nothing is printed for these, as for anything that is missing.
# Django 3.2.25 then looks for an attribute of the dictionary, finds its method items(), and calls it: the guest reads all fields of the order, also
# those that were never meant for a message. values, keys and copy are such names as well. With items in it, even an empty list, the order is right,
# so a test passes. Jinja 3.1.2 takes the method first, even if the order has items, and stops with an error.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
django=(python3-django=3:3.2.25-0+deb12u7 python3-asgiref=3.6.0-1 python3-sqlparse=0.4.2-1+deb12u1 python3-tz=2022.7.1-4)
. "$here/debian-python" "${django[@]}" python3-jinja2=3.1.2-1+deb12u3 python3-markupsafe=2.1.2-1+b1

cat > run.py <<'PYTHON'
import django, jinja2
from django.conf import settings
from django.template import Context, Template

settings.configure(TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}])
django.setup()
print(f"Django {django.__version__}, Jinja {jinja2.__version__}")
base = {"id": 7304, "card": "6006-0001", "fraud_score": 12}
orders = {"two": {**base, "items": ["Taco", "Soda"]}, "none": {**base, "items": []}, "missing": base}


def show(template, order):
    return Template(template).render(Context({"order": order}, autoescape=False)).strip() or "nothing"


def jinja(template, order):
    try:
        return jinja2.Template(template).render(order=order) or "nothing"
    except TypeError :
        return "an error"


LIST = "{% for item in order.items %}{{ item }} {% endfor %}"
for label, order in orders.items():
    print(f"{label}: {show(LIST, order)}")
    print(f"{label}, Jinja: {jinja(LIST, order)}")
print("missing, {{ order.values }}:", show("{{ order.values }}", base))
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Django 3.2.25, Jinja 3.1.2
two: Taco Soda
two, Jinja: an error
none: nothing
none, Jinja: an error
missing: ('id', 7304) ('card', '6006-0001') ('fraud_score', 12)
missing, Jinja: an error
missing, {{ order.values }}: dict_values([7304, '6006-0001', 12])
EXPECTED
