#!/usr/bin/env bash
# The amounts on a receipt come as people write them, with something beside: 2 x 12.50, Table 5: 12.50, 12 (2 guests). You read them with one of the
# libraries for that. Guess: you get the first number, or none.
# numeral 2.0.6, accounting 0.4.1 and currency.js 2.0.4 leave out what is not a digit and read the rest as one number, or give none: 2 x 12.50 is
# 212.50 and 1e3 is 13 in all three, a table 5 adds 500 in two. All three drop the comma in 12,50. In numeral, a parenthesis anywhere is a minus, a
# percent sign divides by a hundred, and a final m means millions.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts numeral@2.0.6 accounting@0.4.1 currency.js@2.0.4

cat > amounts.js <<'JS'
const numeral = require('numeral');
const accounting = require('accounting');
const currency = require('currency.js');

for (const text of ['$1,234.50', '(12.50)', '2 x 12.50', 'Table 5: 12.50', '12 (2 guests)', '12.50 - 10%', '3-4', '$12.50 tip 2.00', '5 m', '12,50', '1e3']) {
	console.log(`${text}: ${numeral(text).value()} ${accounting.unformat(text)} ${currency(text).value}`);
}
JS
seen=$(node amounts.js)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
$1,234.50: 1234.5 1234.5 1234.5
(12.50): -12.5 -12.5 -12.5
2 x 12.50: 212.5 212.5 212.5
Table 5: 12.50: NaN 512.5 512.5
12 (2 guests): -122 12 NaN
12.50 - 10%: -0.12501 12.5 NaN
3-4: -34 3 NaN
$12.50 tip 2.00: NaN 12.502 NaN
5 m: 5000000 5 5
12,50: 1250 1250 1250
1e3: 13 13 13
EXPECTED
