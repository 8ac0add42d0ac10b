#!/usr/bin/env bash
# You compute a tax of 8.25% on a receipt of $10.50 with Dinero.js and bring it back to cents. Later the receipt is refunded, and you do the same with
# -$10.50. Guess: it rounds as is usual for money, and the refund is what was paid.
# Dinero.js 2.0.2 rounds down by default, to the smaller number: the tax is $0.86, not $0.87, and the refund is $0.87. Version 1.9.1 rounds to the
# nearest cent, so an update alone takes a cent off many amounts. halfEven or halfAwayFromZero, passed to transformScale, is right for both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts dinero.js@2.0.2 dinero1@npm:dinero.js@1.9.1

cat > tax.cjs <<'JS'
const { dinero, halfAwayFromZero, halfEven, multiply, toDecimal, transformScale } = require('dinero.js');
const Dinero = require('dinero1');

const USD = { code: 'USD', base: 10, exponent: 2 };
const taxOf = (amount, ...rounding) => toDecimal(transformScale(multiply(dinero({ amount, currency: USD }), { amount: 825, scale: 4 }), 2, ...rounding));
console.log(`tax in full: ${toDecimal(multiply(dinero({ amount: 1050, currency: USD }), { amount: 825, scale: 4 }))}`);
for (const [label, rounding] of [['as it is', []], ['halfEven', [halfEven]], ['halfAwayFromZero', [halfAwayFromZero]]]) {
	console.log(`2.0.2, ${label}: paid ${taxOf(1050, ...rounding)}, refunded ${taxOf(-1050, ...rounding)}`);
}
const old = (amount) => Dinero({ amount, currency: 'USD' }).multiply(0.0825).toUnit();
console.log(`1.9.1: paid ${old(1050)}, refunded ${old(-1050)}`);
let cents = 0;
for (let amount = 1; amount <= 5000; amount++) cents += Math.round((Number(taxOf(amount, halfEven)) - Number(taxOf(amount))) * 100);
console.log(`of the amounts up to $50.00 ${cents} have a cent less`);
JS
seen=$(node tax.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
tax in full: 0.866250
2.0.2, as it is: paid 0.86, refunded -0.87
2.0.2, halfEven: paid 0.87, refunded -0.87
2.0.2, halfAwayFromZero: paid 0.87, refunded -0.87
1.9.1: paid 0.87, refunded -0.87
of the amounts up to $50.00 2490 have a cent less
EXPECTED
