#!/usr/bin/env bash
# Each guest gets a code for referrals that Sqids makes of the ID, and friends type it off a receipt. Guess: as the code looks random, a slip is no
# code, or at least nobody's, as with Hashids.
# Sqids 0.3.0, its successor, reads every text of its alphabet as some numbers: with 100,000 guests, 37 of 100 slips of one letter in a code of six
# are somebody else, who then gets the points, though none of them is the code that was given to that guest. Hashids 2.3.0 encodes again and compares,
# which leaves one of a hundred; who changes from one to the other has to do it himself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sqids@0.3.0 hashids@2.3.0

cat > slips.cjs <<'JS'
(async () => {
	const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
	const { default: Sqids } = await import('sqids');
	const { default: Hashids } = await import('hashids');
	const sqids = new Sqids({ minLength: 6 });
	const hashids = new Hashids('tacos', 6);
	const KINDS = { Sqids: [(id) => sqids.encode([id]), (code) => sqids.decode(code)], Hashids: [(id) => hashids.encode(id), (code) => hashids.isValidId(code) ? hashids.decode(code) : []] };
	for (const [name, [encode, decode]] of Object.entries(KINDS)) {
		const isGuest = ([id, ...more]) => more.length === 0 && id >= 730_000 && id < 830_000;
		const slips = Array.from({ length: 100 }, (_, i) => encode(730_415 + 7 * i)).flatMap((code) =>
			[...code].flatMap((letter, i) => letters.filter((other) => other !== letter).map((other) => code.slice(0, i) + other + code.slice(i + 1))),
		);
		const others = slips.filter((slip) => isGuest(decode(slip)));
		const own = others.filter((slip) => encode(decode(slip)[0]) === slip);
		const code = encode(730_415);
		console.log(`${name}: 730415 is ${code}; of ${slips.length} slips ${others.length} are another guest, ${own.length} of them in that guest's own code`);
		console.log(`  ${others.slice(0, 3).map((slip) => `${slip} is ${decode(slip)}`).join(', ') || 'none'}`);
	}
})();
JS
seen=$(node slips.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Sqids: 730415 is 6b7aVg; of 36600 slips 13477 are another guest, 77 of them in that guest's own code
  6baaVg is 749020, 6bcaVg is 812277, 6bdaVg is 734136
Hashids: 730415 is 4xA1ZQ; of 36600 slips 341 are another guest, 341 of them in that guest's own code
  4xArZQ is 738159, 4xA1eQ is 731515, 4xA1zQ is 731559
EXPECTED
