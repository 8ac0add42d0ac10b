#!/usr/bin/env bash
# Guests search the menu, or an agent looks for a dish, with Fuse.js over the descriptions. Guess: a word in a description is found, wherever it
# stands.
# Fuse.js 7.5.0 expects the word near the beginning and gives up some 60 letters from there. It finds "pork", but not "cilantro" or "vegan" in the
# same text. It looks as if nobody had such a dish, and a guest who asks about allergens is told that there are none. ignoreLocation: true finds them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fuse.js@7.5.0

cat > run.mjs <<'JS'
import Fuse from 'fuse.js';

const MENU = [{ name: 'Taco al pastor', text: 'Two soft tortillas with slow-cooked pulled pork, pineapple, onion, cilantro and our house salsa; contains peanuts; vegan on request' }];
for (const options of [{}, { ignoreLocation: true }]) {
	const menu = new Fuse(MENU, { keys: ['text'], ...options });
	const found = ['pork', 'cilantro', 'peanuts', 'vegan'].map((word) => `${word} ${menu.search(word).length > 0 ? 'found' : 'not found'}`);
	console.log(`${JSON.stringify(options)}: ${found.join(', ')}`);
}
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{}: pork found, cilantro not found, peanuts not found, vegan not found
{"ignoreLocation":true}: pork found, cilantro found, peanuts found, vegan found
EXPECTED
