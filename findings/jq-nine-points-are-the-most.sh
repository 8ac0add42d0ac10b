#!/usr/bin/env bash
# A script picks guests with jq: .points > 100, or the one with the most, max_by(.points). Some points are text, as from a CSV, and some are
# missing. Guess: a number and a text cannot be compared, which is an error, as it is for adding them; or the text is read.
# jq 1.6 ranks all values by type: null, false, true, numbers, texts, lists. Every text is more than every number, so a guest with "9" points has
# more than 100, and more than anybody else. Missing points are less than any number, even less than 0, and "less than 100" takes them in: new
# guests are told that they are losing their tier. (.points | tonumber?) reads both, and leaves out who has none.
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
[{ "name": "Mara", "points": 250 }, { "name": "Bo", "points": "9" }, { "name": "Leo", "points": 40 }, { "name": "Ana" }]
JSON
seen=$(
	jq --version
	for condition in '.points > 100' '.points < 100' '.points < -1' '(.points | tonumber?) > 100'; do
		echo "$condition: $(jq -c "map(select($condition).name) | join(\" \")" guests.json)"
	done
	for filter in '[max_by(.points)]' 'sort_by(.points)'; do
		echo "$filter: $(jq -c "$filter | map(.name) | join(\" \")" guests.json)"
	done
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
jq-1.6
.points > 100: "Mara Bo"
.points < 100: "Leo Ana"
.points < -1: "Ana"
(.points | tonumber?) > 100: "Mara"
[max_by(.points)]: "Bo"
sort_by(.points): "Ana Leo Mara Bo"
EXPECTED
