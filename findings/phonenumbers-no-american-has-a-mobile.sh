#!/usr/bin/env bash
# A Python service sends text messages to mobile phones only: phonenumbers.number_type(number) == PhoneNumberType.MOBILE. It reads what guests and
# staff have typed, with a name behind it. Guess: American mobile phones are MOBILE, and landlines are not; and a name is left out, or is an error.
# phonenumbers 8.12.57, the Python version of Google's library, has no such difference for the United States, Canada and Mexico: each number is
# FIXED_LINE_OR_MOBILE, so nobody there gets a message, while a test with a number of Britain or Spain passes. Three letters or more are keys of the
# phone: "2124567890 Mara" ends in 6272, is no error in parse(), and is four digits too long. "2124567890 Bo" is right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-python" python3-phonenumbers=8.12.57-4

seen=$(run_python - <<'PYTHON'
import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType, format_number, is_valid_number, number_type, parse

print('phonenumbers', phonenumbers.__version__)
for name, text in [('New York', '+12124567890'), ('Austin', '+15124567890'), ('Toronto', '+14164567890'), ('Britain', '+447400123456'), ('Mexico', '+522221234567'), ('Spain', '+34612345678')]:
    kind = number_type(parse(text))
    print(f'{name}: {PhoneNumberType.to_string(kind)}, mobile: {kind == PhoneNumberType.MOBILE}')
for text in ['2124567890 Bo', '2124567890 Ana', '2124567890 Mara']:
    number = parse(text, 'US')
    print(f'{text}: {format_number(number, PhoneNumberFormat.E164)}, valid: {is_valid_number(number)}')
PYTHON
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
phonenumbers 8.12.57
New York: FIXED_LINE_OR_MOBILE, mobile: False
Austin: FIXED_LINE_OR_MOBILE, mobile: False
Toronto: FIXED_LINE_OR_MOBILE, mobile: False
Britain: MOBILE, mobile: True
Mexico: FIXED_LINE_OR_MOBILE, mobile: False
Spain: MOBILE, mobile: True
2124567890 Bo: +12124567890, valid: True
2124567890 Ana: +12124567890262, valid: False
2124567890 Mara: +121245678906272, valid: False
EXPECTED
