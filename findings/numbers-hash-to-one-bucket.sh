#!/usr/bin/env bash
# Guests are divided into ten groups to test two offers, by a hash of their ID, which is a number. Guess: the
# number is hashed as its text, or there is an error; each group has a tenth of the guests.
# string-hash 1.1.3, murmurhash 2.0.1, murmurhash-js 1.0.0, imurmurhash 0.1.4, fnv-plus 1.3.1 and xxhashjs
# 0.2.2 ask for the length of the text, which a number does not have, and then hash nothing: every guest has
# the same hash, all are in one group, and the other offer is never sent. The same IDs as text are spread out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts string-hash@1.1.3 murmurhash@2.0.1 murmurhash-js@1.0.0 imurmurhash@0.1.4 fnv-plus@1.3.1 xxhashjs@0.2.2

cat > groups.cjs <<'JS'
const HASHES = {
	'string-hash': require('string-hash'),
	murmurhash: require('murmurhash').v3,
	'murmurhash-js': require('murmurhash-js').murmur3,
	imurmurhash: (id) => require('imurmurhash')(id).result(),
	'fnv-plus': (id) => Number(require('fnv-plus').hash(id, 32).dec()),
	xxhashjs: (id) => require('xxhashjs').h32(id, 0).toNumber(),
};
const ids = Array.from({ length: 10_000 }, (_, i) => 730_000 + i);
const groupsOf = (hash, list) => {
	const sizes = Array(10).fill(0);
	for (const id of list) sizes[hash(id) % 10] += 1;
	return sizes.filter((size) => size > 900).length;
};
for (const [name, hash] of Object.entries(HASHES)) {
	console.log(`${name}: numbers are in ${groupsOf(hash, ids)} of 10 groups, texts in ${groupsOf(hash, ids.map(String))}`);
}
JS
seen=$(node groups.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
string-hash: numbers are in 1 of 10 groups, texts in 10
murmurhash: numbers are in 1 of 10 groups, texts in 10
murmurhash-js: numbers are in 1 of 10 groups, texts in 10
imurmurhash: numbers are in 1 of 10 groups, texts in 10
fnv-plus: numbers are in 1 of 10 groups, texts in 10
xxhashjs: numbers are in 1 of 10 groups, texts in 10
EXPECTED
