#!/usr/bin/env bash
# A shell script finds a guest in a CSV with awk, awk -F, -v id=730415 '$1 == id', or drops rows whose card was there. Guess: fields are text, and
# text is equal if each letter is.
# mawk 1.3.4, which Debian has as awk, and gawk 5.2.1 compare as numbers if both look like one, with the 15 or 16 digits that a number has: 730415
# also finds 0730415, the code 12000 also finds 12E3, and the card 6006491234567890123 also finds 6006491234567890124, which is another guest's.
# With other letters on either side it is right. "More than 50" is by letters as soon as one side is no number, so "vip" is, and an empty field is
# less. ($1 "") == id compares text.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-unpack"
unpack mawk=1.3.4.20200120-3.1 gawk=1:5.2.1-2 libsigsegv2=2.14-1

cat > guests.csv <<'CSV'
730415,250
0730415,9
12E3,
12000,vip
6006491234567890123,100
6006491234567890124,40
G7304,60
CSV
seen=$(
	for awk in mawk gawk; do
		run() {
			LD_LIBRARY_PATH=$(echo "$PWD"/usr/lib/*-linux-gnu) usr/bin/$awk -F, "$@" guests.csv | paste -sd' '
		}
		for id in 730415 12000 6006491234567890123 G7304; do echo "$awk, $id: $(run -v id=$id '$1 == id { print $1 }')"; done
		echo "$awk, 6006491234567890123 as text: $(run -v id=6006491234567890123 '($1 "") == id { print $1 }')"
		echo "$awk, above 50: $(run '$2 > 50 { print $2 }')"
		echo "$awk, below 50: $(run '$2 < 50 { print "[" $2 "]" }')"
	done
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
mawk, 730415: 730415 0730415
mawk, 12000: 12E3 12000
mawk, 6006491234567890123: 6006491234567890123 6006491234567890124
mawk, G7304: G7304
mawk, 6006491234567890123 as text: 6006491234567890123
mawk, above 50: 250 vip 100 60
mawk, below 50: [9] [] [40]
gawk, 730415: 730415 0730415
gawk, 12000: 12E3 12000
gawk, 6006491234567890123: 6006491234567890123 6006491234567890124
gawk, G7304: G7304
gawk, 6006491234567890123 as text: 6006491234567890123
gawk, above 50: 250 vip 100 60
gawk, below 50: [9] [] [40]
EXPECTED
