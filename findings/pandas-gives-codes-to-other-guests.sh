#!/usr/bin/env bash
# Some guests are picked in pandas and get codes from a list: lapsed = guests[guests.points < 100], then lapsed['code'] = pd.Series(codes), or a
# column of another table. Guess: the first guest gets the first code, as with a plain list.
# pandas 1.5.3 goes by the row's number in the first table, which picking keeps: a guest who was third gets the third code, the first codes go to
# nobody, and a guest further down than there are codes gets none. The same with ranks that are put beside a sorted table. Tested on all guests,
# whose numbers begin at 0, all is right. A list, .to_numpy(), or reset_index(drop=True) before it go by place.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-pandas"

cat > run.py <<'PYTHON'
import pandas as pd

print("pandas", pd.__version__)
guests = pd.DataFrame({"name": ["Mara", "Bo", "Leo", "Ana"], "points": [500, 50, 20, 80]})
codes = ["TACO-1", "TACO-2", "TACO-3"]
show = lambda label, table, column: print(f"{label}:", ", ".join(f"{name} {value}" for name, value in zip(table.name, table[column])))

lapsed = guests[guests.points < 100].copy()
lapsed["series"] = pd.Series(codes)
lapsed["list"] = codes
show("from a Series", lapsed, "series")
show("from a list", lapsed, "list")
again = lapsed.reset_index(drop=True)
again["series"] = pd.Series(codes)
show("from a Series, after reset_index", again, "series")
ranked = guests.sort_values("points", ascending=False)
ranked["rank"] = pd.Series([1, 2, 3, 4])
show("ranks by points", ranked, "rank")
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
pandas 1.5.3
from a Series: Bo TACO-2, Leo TACO-3, Ana nan
from a list: Bo TACO-1, Leo TACO-2, Ana TACO-3
from a Series, after reset_index: Bo TACO-1, Leo TACO-2, Ana TACO-3
ranks by points: Mara 1, Ana 4, Bo 2, Leo 3
EXPECTED
