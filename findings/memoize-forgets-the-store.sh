#!/usr/bin/env bash
# You look up what a guest gets at a store with a function of both, offerOf(guest, store), and memoize it, so that you do not ask for the same thing
# twice. Guess: it is remembered for guest and store.
# lodash 4.18.1 and memoize 10.2.0 (formerly mem) remember by the first argument alone: the guest gets the offer of the first store everywhere,
# forever. If the first argument is an object, only that very object counts, so each event is looked up anew. fast-memoize 2.5.2 and moize 6.1.7 use
# all arguments, and fast-memoize compares what is in them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts lodash@4.18.1 memoize@10.2.0 fast-memoize@2.5.2 moize@6.1.7

cat > run.mjs <<'JS'
import fastMemoize from 'fast-memoize';
import lodash from 'lodash';
import memoize from 'memoize';
import moize from 'moize';

const remember = { lodash: lodash.memoize, memoize, 'fast-memoize': fastMemoize, moize: moize.default ?? moize };
for (const [name, remembered] of Object.entries(remember)) {
	let asked = 0;
	const offerOf = remembered((guest, store) => `${guest} at ${store}`);
	const nameOf = remembered(({ id }) => `${id}, asked ${++asked} times`);
	nameOf({ id: 7 });
	console.log(`${name}: ${offerOf('Ana', 202)}, ${offerOf('Ana', 7)}; ${nameOf({ id: 7 })}`);
}
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
lodash: Ana at 202, Ana at 202; 7, asked 2 times
memoize: Ana at 202, Ana at 202; 7, asked 2 times
fast-memoize: Ana at 202, Ana at 7; 7, asked 1 times
moize: Ana at 202, Ana at 7; 7, asked 2 times
EXPECTED
