#!/usr/bin/env bash
# Each guest gets a referral code that Sqids makes from the ID, and friends type it from a receipt. Guess: as the code looks random, a typo is not a
# valid code, or at least nobody's, as with Hashids.
# Sqids 0.3.0, the successor of Hashids, decodes any text in its alphabet to some numbers. With 100,000 guests, 37 percent of all one-letter typos in
# a code of six characters are another guest, who then gets the points, though hardly any of them (77 of 13,477) is that guest's own code. Hashids
# 2.3.0 encodes again and compares, which leaves one percent; if you switch to Sqids, you have to do that yourself.
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
