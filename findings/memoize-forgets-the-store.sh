#!/usr/bin/env bash
# What a guest gets at a store is looked up with a function of both, offerOf(guest, store), and remembered with memoize, so that the same is not asked
# twice. Guess: it is remembered for guest and store.
# lodash 4.18.1 and memoize 10.2.0 (which was mem) remember by the first argument alone: the guest gets the offer of the first store everywhere, and
# for ever. With an object first it is that very object, so that each event is asked anew. fast-memoize 2.5.2 and moize 6.1.7 take all
# arguments, fast-memoize by what is in them.
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
