#!/usr/bin/env bash
# A dashboard or a webhook sends guest IDs as a form or in a query: ids[]=1&ids[]=2, or ids=1&ids=2. Guess: a
# list, however many there are; or an error if there are too many.
# qs 6.17.1, which Express and many others read with, makes a list of up to 20, but turns 21 into an object with the keys 0 to
# 20. Code that goes through the list finds nobody, or the request fails, but only for the larger groups. 6.14.0 still made a
# list of all. Of more than 1000 fields, the rest is silently dropped. The options arrayLimit and parameterLimit change both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts qs@6.17.1 qs-6-14-0@npm:qs@6.14.0

cat > run.mjs <<'JS'
import qs from 'qs';
import before from 'qs-6-14-0';

const times = (count, name) => Array.from({ length: count }, (_, index) => `${name}=${index + 1}`).join('&');
for (const name of ['ids', 'ids[]']) {
	for (const count of [20, 21]) {
		const { ids } = qs.parse(times(count, name));
		console.log(`${count} times ${name}: ${Array.isArray(ids) ? 'a list' : 'an object'}, its first keys ${Object.keys(ids).slice(0, 2)}`);
	}
}
console.log(`6.14.0, 21 times ids[]: ${Array.isArray(before.parse(times(21, 'ids[]')).ids) ? 'a list' : 'an object'}`);
const guests = Array.from({ length: 1200 }, (_, index) => `points_of_${index}=5`).join('&');
console.log(`fields of a form of 1200: ${Object.keys(qs.parse(guests)).length}`);
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
20 times ids: a list, its first keys 0,1
21 times ids: an object, its first keys 0,1
20 times ids[]: a list, its first keys 0,1
21 times ids[]: an object, its first keys 0,1
6.14.0, 21 times ids[]: a list
fields of a form of 1200: 1000
EXPECTED
