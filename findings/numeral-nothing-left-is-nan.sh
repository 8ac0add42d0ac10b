#!/usr/bin/env bash
# A message shows what is left on a gift card, with numeral: $10.00, of which $6.35 and $3.65 are spent. Guess: $0.00.
# In floats, 4.4e-16 is left. numeral 2.0.6 shows it as $NaN, and as N$aN if it is as much below zero: to round, it
# appends e+2 to the number's text, which already has an e, as all numbers below 0.000001 do. Intl shows $0.00 or -$0.00.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts numeral@2.0.6

cat > left.js <<'JS'
const numeral = require('numeral');

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
for (const [card, ...spent] of [[10, 5, 5], [10, 6.35, 3.65], [10, 7.4, 2.6], [10, 9.85, 0.15], [0.3, 0.1, 0.2]]) {
	const left = spent.reduce((rest, one) => rest - one, card);
	console.log(`${card} - ${spent.join(' - ')} = ${left}: ${numeral(left).format('$0,0.00')} ${numeral(left).format('0.00')}, Intl ${dollars.format(left)}`);
}
JS
seen=$(node left.js)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
10 - 5 - 5 = 0: $0.00 0.00, Intl $0.00
10 - 6.35 - 3.65 = 4.440892098500626e-16: $NaN NaN, Intl $0.00
10 - 7.4 - 2.6 = -4.440892098500626e-16: N$aN NaN, Intl -$0.00
10 - 9.85 - 0.15 = 3.608224830031759e-16: $NaN NaN, Intl $0.00
0.3 - 0.1 - 0.2 = -2.7755575615628914e-17: N$aN NaN, Intl -$0.00
EXPECTED
