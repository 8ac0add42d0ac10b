#!/usr/bin/env bash
# A long CSV of guests has IDs, most of them digits, a few like G7304, and pandas reads it. Code then looks for guests.id == '0730415'. Guess: a
# column is of one type: text, as soon as one ID is no number.
# pandas 1.5.3 reads a long file in parts and decides for each of them: IDs are text in the part with the G, and numbers in all others. So guests of
# one part are found, those of the others are not, and a join with another system's IDs leaves most of them out; a leading zero is kept in one part
# and lost in the others. A short file, as in tests, is one part. It warns once (DtypeWarning). dtype={'id': str} is right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-pandas"

cat > run.py <<'PYTHON'
import io
import pandas as pd

print("pandas", pd.__version__)


def read(ids, **options):
    return pd.read_csv(io.StringIO("id,store\n" + "".join(f"{id},202\n" for id in ids)), **options)


def show(label, guests):
    types = guests.id.map(lambda id: type(id).__name__).value_counts().to_dict()
    found = [id for id in ("0000007", "0300000", "0999999") if (guests.id == id).any()]
    print(f"{label}: {types}; found: {' '.join(found) or 'none'}")


show("a short file", read(["0000007", "G7304", "0300000", "0999999"]))
long = [f"{n:07}" for n in range(1_000_000)]
long[300_001] = "G7304"
show("a long file", read(long))
show("a long file, dtype", read(long, dtype={"id": str}))
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
pandas 1.5.3
a short file: {'str': 4}; found: 0000007 0300000 0999999
a long file: {'int': 737856, 'str': 262144}; found: 0300000
a long file, dtype: {'str': 1000000}; found: 0000007 0300000 0999999
EXPECTED
