#!/usr/bin/env bash
# A script finds the guests who have a tag with jq: select(.tags | contains(["vip"])). Guess: a list contains an entry that is equal to it, as with
# includes() in JavaScript, or in PostgreSQL.
# jq 1.6 looks inside the texts of the list: vip_waitlist contains vip, and so does no_vip. Guests with these tags get what is for others, and "not
# contains" leaves them out. Among objects, {"id": 7} in a list does not find {"id": 73}, as numbers are equal or not, so a test with IDs as numbers
# passes; with IDs as text, "7" is in "73". index("vip") and any(. == "vip") are right.
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
[{ "name": "Mara", "tags": ["vip"] }, { "name": "Bo", "tags": ["vip_waitlist"] }, { "name": "Leo", "tags": ["no_vip"] }, { "name": "Ana", "tags": [] }]
JSON
seen=$(
	jq --version
	for filter in 'contains(["vip"])' 'contains(["vip"]) | not' 'index("vip")' 'any(. == "vip")'; do
		echo "$filter: $(jq -c "map(select(.tags | $filter).name) | join(\" \")" guests.json)"
	done
	jq -nc '[([73] | contains([7])), (["73"] | contains(["7"])), ([{ id: "73" }] | contains([{ id: "7" }]))]'
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
jq-1.6
contains(["vip"]): "Mara Bo Leo"
contains(["vip"]) | not: "Ana"
index("vip"): "Mara"
any(. == "vip"): "Mara"
[false,true,true]
EXPECTED
