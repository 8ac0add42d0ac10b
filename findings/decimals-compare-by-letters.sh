#!/usr/bin/env bash
# Balances and amounts are decimals, so that no cent is lost, and a guest gets a tier if guest.points >= tier.from. Guess: they compare as numbers, as
# Dates do, or there is an error; sort() puts the smallest first.
# decimal.js 10.6.0 (which Prisma returns for a column of type Decimal), big.js 7.0.1 and bignumber.js 11.1.5 turn into text when JavaScript asks for
# a value, and two texts are compared letter by letter: 9 points are more than 10, and 100 do not reach a tier from 20. A decimal and a plain number
# compare right, so a test with `>= 20` passes, and the tier from a table is wrong. Math.max() and differences are right; + joins the digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts decimal.js@10.6.0 big.js@7.0.1 bignumber.js@11.1.5

cat > tiers.cjs <<'JS'
const KINDS = { 'decimal.js': require('decimal.js'), 'big.js': require('big.js'), 'bignumber.js': require('bignumber.js').BigNumber };

for (const [name, Kind] of Object.entries(KINDS)) {
	const of = (points) => new Kind(points);
	const rows = [[100, 20], [9, 10], [35, 20]].map(([points, from]) => `${points} >= ${from} ${of(points) >= of(from)}`);
	console.log(`${name}: ${rows.join(', ')}; with a plain 20: ${of(100) >= 20}`);
	const some = [of(9), of(100), of(20)];
	console.log(`  sorted ${some.toSorted().join(' ')}, by difference ${some.toSorted((a, b) => a - b).join(' ')}, most ${Math.max(...some)}, 20 + 9 ${some[2] + some[0]}`);
}
JS
seen=$(node tiers.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
decimal.js: 100 >= 20 false, 9 >= 10 true, 35 >= 20 true; with a plain 20: true
  sorted 100 20 9, by difference 9 20 100, most 100, 20 + 9 209
big.js: 100 >= 20 false, 9 >= 10 true, 35 >= 20 true; with a plain 20: true
  sorted 100 20 9, by difference 9 20 100, most 100, 20 + 9 209
bignumber.js: 100 >= 20 false, 9 >= 10 true, 35 >= 20 true; with a plain 20: true
  sorted 100 20 9, by difference 9 20 100, most 100, 20 + 9 209
EXPECTED
