#!/usr/bin/env bash
# A file of guests is sorted or turned into JSON on the command line, with csvsort or csvjson of csvkit. Guess: sorting changes the order of rows,
# and no cell; in JSON, what looks like a number may be one.
# csvkit 1.0.7 reads types first, column by column, and writes what it has read. csvsort takes the zero off IDs and the plus off phones, makes True
# and False of a store that is 1 or 0, empties the name None and the tier N/A, makes durations of codes such as 5d, and days in the year 1 of the
# names May and June. All that depends on the other rows: with G7304 among them, the IDs stay. csvjson does the same, and rounds cards of 19 digits.
# --no-inference (-I) leaves all but N/A alone.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=(csvkit=1.0.7-1 python3-csvkit=1.0.7-1 python3-agate=1.6.3-2 python3-agateexcel=0.2.5-2 python3-agatedbf=0.2.2-2 python3-agatesql=0.5.8-2)
packages+=(python3-babel=2.10.3-1 python-babel-localedata=2.10.3-1 python3-isodate=0.6.1-1 python3-parsedatetime=2.6-3 python3-leather=0.3.4-2 python3-tz=2022.7.1-4)
packages+=(python3-slugify=4.0.0-2 python3-text-unidecode=1.3-1 python3-pytimeparse=1.1.5-3 python3-openpyxl=3.0.9-1 python3-xlrd=1.2.0-3 python3-dbf=0.96.005-2)
. "$here/debian-python" "${packages[@]}" python3-sqlalchemy=1.4.46+ds1-1 python3-greenlet=2.0.2-1 python3-six=1.16.0-4

cat > guests.csv <<'CSV'
id,name,phone,store,tier,code,points
0730415,May,+15125550100,1,gold,5d,20
0730416,June,+15125550101,0,N/A,12w,10
CSV
cat > more.csv <<'CSV'
id,name,store,card
0730415,None,202,6006491234567890123
G7304,May,1,6006491234567890124
CSV
seen=$(
	for file in guests.csv more.csv; do
		echo "csvsort $file:"
		run_python -m csvkit.utilities.csvsort -c id $file
	done
	echo "csvsort -I guests.csv:"
	run_python -m csvkit.utilities.csvsort -I -c id guests.csv
	echo "csvjson more.csv:"
	run_python -m csvkit.utilities.csvjson more.csv
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
csvsort guests.csv:
id,name,phone,store,tier,code,points
730415,0001-05-01,15125550100,True,gold,"5 days, 0:00:00",20
730416,0001-06-01,15125550101,False,,"84 days, 0:00:00",10
csvsort more.csv:
id,name,store,card
0730415,,202,6006491234567890123
G7304,0001-05-01,1,6006491234567890124
csvsort -I guests.csv:
id,name,phone,store,tier,code,points
0730415,May,+15125550100,1,gold,5d,20
0730416,June,+15125550101,0,,12w,10
csvjson more.csv:
[{"id": "0730415", "name": null, "store": 202.0, "card": 6.00649123456789e+18}, {"id": "G7304", "name": "0001-05-01", "store": 1.0, "card": 6.00649123456789e+18}]
EXPECTED
