#!/usr/bin/env bash
# A list of stores, cards or guests is sorted and freed from duplicates on the command line: sort -nu, as the IDs have numbers in them. Guess: equal
# lines are dropped.
# sort of GNU coreutils 9.1 drops what is equal as numbers: S202 and S203 begin with no number, so both are 0, and of all stores one is left. Of
# 730415 and 0730415 one is left, and of 12 Elm St and 12 Oak St. With -t, -k1,1n -u, guests G7 and G8 are one. With -g, cards of 22 digits are
# equal as floats. Nothing is reported. IDs of digits only are right, so it works until a system has a letter in them. sort -Vu is right for these.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-unpack"
unpack coreutils=9.1-1

sorted() {
	echo "sort $*: $(usr/bin/sort "$@" | paste -sd' ')"
}
seen=$(
	usr/bin/sort --version | head -1
	printf '%s\n' 202 203 202 | sorted -nu
	printf '%s\n' S202 S203 S202 S204 | sorted -nu
	printf '%s\n' 730415 0730415 | sorted -nu
	printf '%s\n' '12 Elm St' '12 Oak St' | sorted -nu
	printf '%s\n' G7,Mara G8,Bo G9,Leo | sorted -t, -k1,1n -u
	printf '%s\n' 6006491234567890123 6006491234567890124 | sorted -nu
	printf '%s\n' 6006491234567890123123 6006491234567890123124 | sorted -gu
	printf '%s\n' S202 S203 S202 S204 | sorted -Vu
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
sort (GNU coreutils) 9.1
sort -nu: 202 203
sort -nu: S202
sort -nu: 730415
sort -nu: 12 Elm St
sort -t, -k1,1n -u: G7,Mara
sort -nu: 6006491234567890123 6006491234567890124
sort -gu: 6006491234567890123123
sort -Vu: S202 S203 S204
EXPECTED
