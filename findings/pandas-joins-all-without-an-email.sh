#!/usr/bin/env bash
# Guests from an export are joined with those of another system by email in pandas: guests.merge(others, on='email', how='left'). Some have no
# email. The same table is grouped by tier, and freed from duplicates by email. Guess: nothing is equal to nothing, as in SQL; guests without a tier
# are a group of their own, as in SQL; and guests without an email are not duplicates of each other.
# pandas 1.5.3 does none of this. merge() joins every guest without an email with every other one, so they get the points of strangers. groupby()
# leaves guests without a tier out, so the sums are less than the total. drop_duplicates() keeps one of all guests without an email, and silently
# drops the others. groupby(dropna=False) keeps them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-pandas"

cat > run.py <<'PYTHON'
import pandas as pd

print("pandas", pd.__version__)
ROWS = [["Mara", "mara@example.com", "gold", 1], ["Bo", None, None, 20], ["Ana", None, "gold", 300], ["Leo", "leo@example.com", None, 4000]]
guests = pd.DataFrame(ROWS, columns=["name", "email", "tier", "points"])
others = pd.DataFrame({"email": ["mara@example.com", None], "other": [7, 99]})
joined = guests.merge(others, on="email", how="left")
print("joined:", ", ".join(f"{name} {other:g}" for name, other in zip(joined.name, joined.other)))
print("by tier:", guests.groupby("tier").points.sum().to_dict(), "of", guests.points.sum())
print("by tier, dropna=False:", guests.groupby("tier", dropna=False).points.sum().to_dict())
print("without duplicates:", *guests.drop_duplicates("email").name)
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
pandas 1.5.3
joined: Mara 7, Bo 99, Ana 99, Leo nan
by tier: {'gold': 301} of 4321
by tier, dropna=False: {'gold': 301, nan: 4020}
without duplicates: Mara Bo Leo
EXPECTED
