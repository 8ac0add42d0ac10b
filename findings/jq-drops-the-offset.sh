#!/usr/bin/env bash
# A script reads times of visits with jq: strptime("%Y-%m-%dT%H:%M:%S%z") | mktime, for 2026-03-14T18:00:00-0400. Guess: %z reads the offset, and
# the result is the moment, 22:00 in UTC.
# jq 1.6 accepts the offset and drops it: the visit is four hours early, whatever the offset says. February 30 becomes March 2. fromdate, which
# takes a Z only, refuses offsets.
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

seen=$(
	jq --version
	for time in 2026-03-14T18:00:00-0400 2026-03-14T18:00:00+0000 2026-03-14T18:00:00+0900; do
		echo "$time: $(jq -rn --arg time $time '$time | strptime("%Y-%m-%dT%H:%M:%S%z") | mktime | todate')"
	done
	echo "2026-02-30: $(jq -rn '"2026-02-30" | strptime("%Y-%m-%d") | mktime | todate')"
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
jq-1.6
2026-03-14T18:00:00-0400: 2026-03-14T18:00:00Z
2026-03-14T18:00:00+0000: 2026-03-14T18:00:00Z
2026-03-14T18:00:00+0900: 2026-03-14T18:00:00Z
2026-02-30: 2026-03-02T00:00:00Z
EXPECTED
