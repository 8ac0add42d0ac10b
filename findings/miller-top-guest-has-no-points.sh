#!/usr/bin/env bash
# Guests in a CSV are ranked with Miller: mlr --icsv --ocsv sort -nr points then head -n 2, or top -a -f points; and filtered, $points < 50. Some
# have no points. Guess: they come last in a descending sort, are never the top, and are left out of a comparison, as in SQL and spreadsheets.
# Miller 6.6.0 puts them first, descending, and takes one of them for the top; as "less than 50" they are in as well. So the prize for the most
# points goes to somebody who has none. stats1's max is right, so a report and the list do not agree. With a ZIP code, $zip < 2000 finds 02134,
# which is text because of its zero, and is compared by letters. is_not_empty($points) filters them out first.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-unpack"
unpack miller=6.6.0-2+b3

cat > guests.csv <<'CSV'
name,points,zip
Mara,250,78701
Bo,,02134
Leo,40,1001
Ana,90,08701
CSV
seen=$(
	usr/bin/mlr --version
	names() {
		echo "$*: $(usr/bin/mlr --icsv --onidx "$@" then cut -f name guests.csv | paste -sd' ')"
	}
	names sort -nr points
	names sort -nf points
	names top -a -f points
	names filter '$points < 50'
	names filter 'is_not_empty($points)' then sort -nr points
	names filter '$zip < 2000'
	echo "max: $(usr/bin/mlr --icsv --onidx stats1 -a max -f points guests.csv)"
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
mlr 6.6.0
sort -nr points: Bo Mara Ana Leo
sort -nf points: Leo Ana Mara Bo
top -a -f points: Bo
filter $points < 50: Bo Leo
filter is_not_empty($points) then sort -nr points: Mara Ana Leo
filter $zip < 2000: Bo Leo Ana
max: 250
EXPECTED
