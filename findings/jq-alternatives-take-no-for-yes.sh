#!/usr/bin/env bash
# A script fills a gap with jq: .opted_in // true for those who were never asked, or .points // 100, .active // "unknown". Guess: // is for what is
# missing or null, like ?? in JavaScript; false is an answer and stays.
# jq 1.6 takes false for nothing as well: a guest who has said no has said yes, and gets messages. 0 and empty text stay. In a list, map(.opted_in
# // empty) leaves out those who said no. if .opted_in == null then true else .opted_in end is right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-unpack"
unpack jq=1.6-2.1+deb12u3 libjq1=1.6-2.1+deb12u3 libonig5=6.9.8-1
jq() {
	LD_LIBRARY_PATH=$(echo "$PWD"/usr/lib/*-linux-gnu) usr/bin/jq "$@"
}

cat > guests.json <<'JSON'
[{ "name": "Mara", "opted_in": true }, { "name": "Bo", "opted_in": false }, { "name": "Leo", "opted_in": null }, { "name": "Ana" }]
JSON
seen=$(
	jq --version
	jq -c 'map({ (.name): (.opted_in // true) }) | add' guests.json
	jq -c 'map({ (.name): (if .opted_in == null then true else .opted_in end) }) | add' guests.json
	jq -c 'map(.opted_in // empty)' guests.json
	jq -nc '[0 // 100, "" // "unknown", false // "unknown"]'
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
jq-1.6
{"Mara":true,"Bo":true,"Leo":true,"Ana":true}
{"Mara":true,"Bo":false,"Leo":true,"Ana":true}
[true]
[0,"","unknown"]
EXPECTED
