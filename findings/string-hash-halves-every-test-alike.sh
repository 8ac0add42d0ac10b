#!/usr/bin/env bash
# Two offers are each tested on half of the guests. A hash of the test's name and the ID picks the half, so that the halves differ:
# hash('free_dessert:' + id) % 2. Guess: a quarter of the guests get both, as with any salt.
# string-hash 1.1.3 multiplies by 33, so the last five bits are just those of all letters, combined with XOR. The test's name swaps the groups for
# everybody at once, or not at all: whoever gets one offer gets the other too, or nobody does, and you cannot tell what either offer did. The same
# goes for 4 parts. Of 32 parts, 16 have no guest at all, and IDs with the same digits (730415, 734015) are always in the same part. murmurhash 2.0.1
# gives both offers to a quarter.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts string-hash@1.1.3 murmurhash@2.0.1

cat > halves.cjs <<'JS'
const HASHES = { 'string-hash': require('string-hash'), murmurhash: require('murmurhash').v3 };

const ids = Array.from({ length: 10_000 }, (_, i) => String(730_000 + i));
const TESTS = ['free_dessert', 'double_points', 'spring_menu', 'late_night'];
for (const [name, hash] of Object.entries(HASHES)) {
	const chosen = (test, parts) => ids.filter((id) => hash(`${test}:${id}`) % parts === 0);
	for (const parts of [2, 4]) {
		const first = new Set(chosen(TESTS[0], parts));
		const both = TESTS.slice(1).map((test) => `${test} ${chosen(test, parts).filter((id) => first.has(id)).length}`);
		console.log(`${name} % ${parts}: ${first.size} get ${TESTS[0]}; of them ${both.join(', ')}`);
	}
	const partOf = (id) => hash(`${TESTS[0]}:${id}`) % 32;
	console.log(`  % 32: guests in ${new Set(ids.map(partOf)).size} parts; 730415 in ${partOf('730415')}, 734015 in ${partOf('734015')}`);
}
JS
seen=$(node halves.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
string-hash % 2: 5000 get free_dessert; of them double_points 5000, spring_menu 5000, late_night 5000
string-hash % 4: 2496 get free_dessert; of them double_points 2496, spring_menu 2496, late_night 0
  % 32: guests in 16 parts; 730415 in 18, 734015 in 18
murmurhash % 2: 5002 get free_dessert; of them double_points 2531, spring_menu 2476, late_night 2485
murmurhash % 4: 2443 get free_dessert; of them double_points 598, spring_menu 591, late_night 618
  % 32: guests in 32 parts; 730415 in 1, 734015 in 18
EXPECTED
