#!/usr/bin/env bash
# Lists of guests come with commas or semicolons, with a line of headers or without, and a Python script asks csv.Sniffer: sniff() for the delimiter,
# has_header() for the first line. Guess: a list of one column has no delimiter, which is an error; and "name,email" above names and addresses is a
# line of headers.
# Python 3.11.2 looks for a sign that is in each line equally often. In a list of addresses that is a letter: email, mara@example.com is cut at each l,
# so the guests are "mara@examp" and "e.com". has_header() believes in headers only if the cells below are numbers, or all of one length: above texts,
# or if one guest has no points, it says no, and a message goes to a guest named name at the address email. Names and points in all rows are right, so
# tests pass.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-python"

seen=$(run_python - <<'PYTHON'
import csv, platform

print('Python', platform.python_version())
LISTS = {
    'points': 'name,points\nMara,50\nBo,70\nCy,20\n',
    'one guest without': 'name,points\nMara,50\nBo,\nCy,20\n',
    'texts': 'name,email\nMara,mara@example.com\nBo,bo@example.com\nAnastasia,ana@example.com\n',
    'one column': 'email\nmara@example.com\nbo@example.com\nana@example.com\n',
}
for name, text in LISTS.items():
    dialect = csv.Sniffer().sniff(text)
    rows = list(csv.reader(text.splitlines(), dialect))
    print(f'{name}: delimiter {dialect.delimiter!r}, header {csv.Sniffer().has_header(text)}, second row {rows[1]}')
PYTHON
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Python 3.11.2
points: delimiter ',', header True, second row ['Mara', '50']
one guest without: delimiter ',', header False, second row ['Mara', '50']
texts: delimiter ',', header False, second row ['Mara', 'mara@example.com']
one column: delimiter 'l', header True, second row ['mara@examp', 'e.com']
EXPECTED
