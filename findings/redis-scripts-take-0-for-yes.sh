#!/usr/bin/env bash
# A script in Redis asks whether a guest has opted out, or whether an event is new: if redis.call('SISMEMBER', 'opted_out', id) then ... Guess: 0
# means no, as in JavaScript, Python and C, and what is missing is nil.
# Redis 7.0.15 runs scripts in Lua, where 0 is true. So everybody has opted out and every event was there already; nobody gets anything, without an
# error. GET returns false for what is missing, not nil, so == nil is never true. Arguments are text: 100 points are fewer than 99. Use == 1, `not`
# and tonumber().
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-redis"

cli() { LD_LIBRARY_PATH=$(echo "$PWD"/usr/lib/*-linux-gnu) usr/bin/redis-cli -p "$REDIS_PORT" "$@"; }
cli sadd opted_out 730415 >/dev/null
ask() { echo "$1 ${*:2}: $(cli eval "if $1 then return 'yes' else return 'no' end" 0 "${@:2}")"; }
seen=$(
	for id in 730415 730416; do
		ask 'redis.call("SISMEMBER", "opted_out", ARGV[1])' $id
		ask 'redis.call("SISMEMBER", "opted_out", ARGV[1]) == 1' $id
	done
	ask 'redis.call("EXISTS", "event:" .. ARGV[1])' 1
	ask 'redis.call("GET", "event:" .. ARGV[1]) == nil' 1
	ask 'not redis.call("GET", "event:" .. ARGV[1])' 1
	ask 'ARGV[1] >= ARGV[2]' 100 99
	ask 'tonumber(ARGV[1]) >= tonumber(ARGV[2])' 100 99
	ask 'ARGV[1] == 100' 100
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
redis.call("SISMEMBER", "opted_out", ARGV[1]) 730415: yes
redis.call("SISMEMBER", "opted_out", ARGV[1]) == 1 730415: yes
redis.call("SISMEMBER", "opted_out", ARGV[1]) 730416: yes
redis.call("SISMEMBER", "opted_out", ARGV[1]) == 1 730416: no
redis.call("EXISTS", "event:" .. ARGV[1]) 1: yes
redis.call("GET", "event:" .. ARGV[1]) == nil 1: no
not redis.call("GET", "event:" .. ARGV[1]) 1: yes
ARGV[1] >= ARGV[2] 100 99: no
tonumber(ARGV[1]) >= tonumber(ARGV[2]) 100 99: yes
ARGV[1] == 100 100: no
EXPECTED
