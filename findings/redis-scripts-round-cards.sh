#!/usr/bin/env bash
# A script in Redis changes an event that waits there, so that nothing gets in between: cjson.decode, add a field, cjson.encode. Guess: everything
# else stays as it was, and IDs up to 2^53 are exact, as in JavaScript.
# Redis 7.0.15 writes 14 digits. The card 6006491234567890 becomes 6.0064912345679e+15, which is 6006491234567900, another guest's card, and a user ID
# of 15 digits becomes another one. Points and milliseconds are shorter and stay, so tests pass. An empty list becomes {}: a guest without rewards
# then has an object. tostring() of a number rounds too; HSET of the number keeps it. IDs as text are right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-redis"

cli() { LD_LIBRARY_PATH=$(echo "$PWD"/usr/lib/*-linux-gnu) usr/bin/redis-cli -p "$REDIS_PORT" "$@"; }
seen=$(
	cli info server | grep -o 'redis_version:[0-9.]*'
	for event in '{"card":6006491234567890}' '{"card":"6006491234567890"}' '{"id":123456789012345}' '{"at":1773512400123}' '{"at":1773512400123456}' '{"points":120,"amount":12.50}' '{"rewards":[]}'; do
		echo "$event: $(cli eval 'return cjson.encode(cjson.decode(ARGV[1]))' 0 "$event")"
	done
	echo "JavaScript: $(node -p 'JSON.stringify(JSON.parse(process.argv[1]))' '{"card":6006491234567890}')"
	echo "tostring: $(cli eval 'return tostring(tonumber(ARGV[1]))' 0 6006491234567890)"
	echo "HSET: $(cli eval 'redis.call("HSET", "guest", "card", tonumber(ARGV[1])) return redis.call("HGET", "guest", "card")' 0 6006491234567890)"
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
redis_version:7.0.15
{"card":6006491234567890}: {"card":6.0064912345679e+15}
{"card":"6006491234567890"}: {"card":"6006491234567890"}
{"id":123456789012345}: {"id":1.2345678901234e+14}
{"at":1773512400123}: {"at":1773512400123}
{"at":1773512400123456}: {"at":1.7735124001235e+15}
{"points":120,"amount":12.50}: {"amount":12.5,"points":120}
{"rewards":[]}: {"rewards":{}}
JavaScript: {"card":6006491234567890}
tostring: 6.0064912345679e+15
HSET: 6006491234567890
EXPECTED
