#!/usr/bin/env bash
# Birthdays come as text, 03/04/1990 and 13/04/1990, and pd.to_datetime() reads the column. Guess: it reads all of them in one way, month first or
# day first, and what does not fit is an error.
# pandas 1.5.3 reads each text by itself, month first where it can: 03/04 is March 4, and 13/04 in the next row is April 13. So with days first, as
# in most of the world, a third of all birthdays are on another day, the rest are right, and nobody notices. A warning is printed where somebody
# looks. With dayfirst=True it is the other way round: 04/25 is April 25 all the same. A format holds for all. dateutil 2.8.2, which pandas asks,
# does the same.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-pandas"

cat > run.py <<'PYTHON'
import datetime
import pandas as pd
from dateutil import parser

print("pandas", pd.__version__)
born = ["03/04/1990", "13/04/1990", "04/25/1990"]
show = lambda days: " ".join(f"{day:%Y-%m-%d}" for day in days)
print("in the file:", *born)
print("read:", show(pd.to_datetime(pd.Series(born))))
print("with dayfirst:", show(pd.to_datetime(pd.Series(born), dayfirst=True)))
print("by dateutil:", show(parser.parse(day) for day in born))
try:
    pd.to_datetime(pd.Series(born), format="%d/%m/%Y")
except ValueError:
    print("with a format: an error")
days = [datetime.date(1990, 1, 1) + datetime.timedelta(n) for n in range(365)]
wrong = sum(read.date() != day for read, day in zip(pd.to_datetime(pd.Series([f"{day:%d/%m/%Y}" for day in days])), days))
print(f"of the 365 days of a year, day first, {wrong} are another day")
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
pandas 1.5.3
in the file: 03/04/1990 13/04/1990 04/25/1990
read: 1990-03-04 1990-04-13 1990-04-25
with dayfirst: 1990-04-03 1990-04-13 1990-04-25
by dateutil: 1990-03-04 1990-04-13 1990-04-25
with a format: an error
of the 365 days of a year, day first, 132 are another day
EXPECTED
