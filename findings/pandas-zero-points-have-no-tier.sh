#!/usr/bin/env bash
# Tiers are cut from points in pandas: pd.cut(points, [0, 100, 500, 1000], labels=['silver', 'gold', 'platinum']). Guess: 0 to 99 points are silver,
# 100 are gold, and more than 1000 are platinum, as people mean it.
# pandas 1.5.3 begins each part above its lower end. A guest with 0 points, like everybody new, has no tier, nor does one with more than 1000, and
# exactly 100, where gold begins, is silver. There is no error: a missing tier reaches no campaign, or takes away the tier that the guest had in
# Braze. right=False mends the ends, and float('inf') at the end the top.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-pandas"

cat > run.py <<'PYTHON'
import pandas as pd

print("pandas", pd.__version__)
points = [0, 1, 99, 100, 101, 500, 1000, 1001]
TIERS = ["silver", "gold", "platinum"]
show = lambda label, tiers: print(f"{label}:", ", ".join(f"{n} {tier}" for n, tier in zip(points, tiers)))
show("cut", pd.cut(points, [0, 100, 500, 1000], labels=TIERS))
show("right=False", pd.cut(points, [0, 100, 500, 1000], labels=TIERS, right=False))
show("right=False, inf", pd.cut(points, [0, 100, 500, float("inf")], labels=TIERS, right=False))
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
pandas 1.5.3
cut: 0 nan, 1 silver, 99 silver, 100 silver, 101 gold, 500 gold, 1000 platinum, 1001 nan
right=False: 0 silver, 1 silver, 99 silver, 100 gold, 101 gold, 500 platinum, 1000 nan, 1001 nan
right=False, inf: 0 silver, 1 silver, 99 silver, 100 gold, 101 gold, 500 platinum, 1000 platinum, 1001 platinum
EXPECTED
