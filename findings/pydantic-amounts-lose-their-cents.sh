#!/usr/bin/env bash
# A model in pydantic says that an ID is a number or text, Union[int, str], as systems send both, and an amount Union[int, float]. Guess: text stays
# text and a number a number, as both are allowed as they are.
# pydantic 1.10.4 takes the first type that can be made of the value: "0730415" is 730415, another guest where IDs have zeros in front, and
# "+15125550100" loses its plus; the amount 12.5 is 12, though a float was allowed, and 0.99 is nothing. An answer, Union[bool, str], is False for
# "no". G7304 stays, so a test with it passes. smart_union = True keeps each value as it is.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-python" python3-pydantic=1.10.4-1+deb12u1 python3-typing-extensions=4.4.0-1

cat > run.py <<'PYTHON'
import pydantic
from typing import Union


class Guest(pydantic.BaseModel):
    id: Union[int, str] = None
    phone: Union[int, str] = None
    amount: Union[int, float] = None
    answer: Union[bool, str] = None


class Smart(Guest):
    class Config:
        smart_union = True


print("pydantic", pydantic.VERSION)
VALUES = [("id", "0730415"), ("id", "G7304"), ("phone", "+15125550100"), ("amount", 12.5), ("amount", 0.99), ("answer", "no"), ("answer", "none")]
for name, value in VALUES:
    given = {name: value}
    print(f"{name} {value!r}: {getattr(Guest(**given), name)!r}, smart {getattr(Smart(**given), name)!r}")
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
pydantic 1.10.4
id '0730415': 730415, smart '0730415'
id 'G7304': 'G7304', smart 'G7304'
phone '+15125550100': 15125550100, smart '+15125550100'
amount 12.5: 12, smart 12.5
amount 0.99: 0, smart 0.99
answer 'no': False, smart 'no'
answer 'none': 'none', smart 'none'
EXPECTED
