#!/usr/bin/env bash
# A Python service reads amounts and days from receipts and forms in the language of the guest, with parse_decimal() and parse_date() of Babel. Guests
# in Spain also type 12.50, as on their keypads, and those in the United States 14/3/2026. Guess: 12.5 or an error; for the day, an error.
# Babel 2.10.3 drops what separates thousands, wherever it is: 12.50 is 1250 in es, de and pt_BR, 0.99 is 99, and 12,50 in en_US is 1250. With es_MX
# and es_US it is right, so the same receipt earns a hundred times the points in one country. Where a day cannot be a month, it changes places:
# 14/3/2026 is March 14 and 12/3/2026 is December 3, in one list. The format of ISO, 2026-03-14, is an error. parse_decimal(strict=True) refuses
# 12.50.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-python" python3-babel=2.10.3-1 python-babel-localedata=2.10.3-1 python3-tz=2022.7.1-4

seen=$(run_python - <<'PYTHON'
import babel
from babel.dates import parse_date
from babel.numbers import parse_decimal

def say(what, read):
    try:
        print(f'{what}: {read()}')
    except ValueError as error:
        print(f'{what}: {type(error).__name__}')

print('Babel', babel.__version__)
for text, locale in [('12.50', 'es'), ('12.50', 'de'), ('12.50', 'pt_BR'), ('0.99', 'de'), ('12.50', 'es_MX'), ('12.50', 'es_US'), ('12,50', 'en_US')]:
    say(f'{text} in {locale}', lambda: parse_decimal(text, locale=locale))
say('12.50 in es, strict', lambda: parse_decimal('12.50', locale='es', strict=True))
for text in ['12/3/2026', '14/3/2026', '2026-03-14']:
    say(f'{text} in en_US', lambda: parse_date(text, locale='en_US'))
PYTHON
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Babel 2.10.3
12.50 in es: 1250
12.50 in de: 1250
12.50 in pt_BR: 1250
0.99 in de: 99
12.50 in es_MX: 12.50
12.50 in es_US: 12.50
12,50 in en_US: 1250
12.50 in es, strict: NumberFormatError
12/3/2026 in en_US: 2026-12-03
14/3/2026 in en_US: 2026-03-14
2026-03-14 in en_US: ValueError
EXPECTED
