#!/usr/bin/env bash
# Guests come as JSON, where IDs, phones and cards are text, in quotes, and pandas reads them with pd.read_json(). Guess: text stays text, as JSON
# has types; it is only a CSV that has none.
# pandas 1.5.3 turns a column of texts into numbers if all of them can be: "0730415" loses its zero, "+15125550100" its plus, the code "12E3" is
# 12000, and a card of 19 digits is rounded, so that no system knows it any more. One other text in the column, and all stay, so it depends on the
# guests of the day. dtype=False turns it off.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-pandas"

cat > run.py <<'PYTHON'
import io, json
import pandas as pd

print("pandas", pd.__version__)
guest = {"id": "0730415", "phone": "+15125550100", "zip": "02134", "card": "6006491234567890123", "code": "12E3"}


def show(label, guests, **options):
    read = pd.read_json(io.StringIO(json.dumps(guests)), **options).iloc[0]
    print(f"{label}:", ", ".join(f"{name} {value}" for name, value in read.items()))


show("read", [guest])
show("read with another guest", [guest, {**guest, "id": "G1", "phone": "none", "zip": "K1A 0B1", "card": "none", "code": "TACO50"}])
show("read with dtype=False", [guest], dtype=False)
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
pandas 1.5.3
read: id 730415, phone 15125550100, zip 2134, card 6006491234567889920, code 12000
read with another guest: id 0730415, phone +15125550100, zip 02134, card 6006491234567890123, code 12E3
read with dtype=False: id 0730415, phone +15125550100, zip 02134, card 6006491234567890123, code 12E3
EXPECTED
