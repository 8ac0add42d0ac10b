#!/usr/bin/env bash
# A column holds amounts of money, and sometimes a code by mistake: toNumber(), toInt() and toFloat() tell them apart.
# Guess: a code such as S202 or L12P4 is not a number, so there is an error, as for X202; at most, currency signs are skipped.
# n8n-workflow 2.40.1 takes the letters P, L, Q, S, R and others for currencies, wherever they stand, and drops them: store S202,
# table Q202 and card L202 are all 202, and L12P4 is 124. Other letters are an error. Empty text or a space is 0 for toNumber().
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"

cat > evaluate.cjs <<'JS'
const { evaluate } = require('./expressions.cjs');

for (const text of ['$12.50', 'S202', 'Q202', 'L202', 'L12P4', '1P2P3', 'X202', '', ' ']) {
	const values = ['toNumber', 'toInt', 'toFloat'].map((name) => {
		try {
			return `${name}() ${evaluate(`'${text}'.${name}()`)}`;
		} catch {
			return `${name}() an error`;
		}
	});
	console.log(`"${text}": ${values.join(', ')}`);
}
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
"$12.50": toNumber() 12.5, toInt() 12, toFloat() 12.5
"S202": toNumber() 202, toInt() 202, toFloat() 202
"Q202": toNumber() 202, toInt() 202, toFloat() 202
"L202": toNumber() 202, toInt() 202, toFloat() 202
"L12P4": toNumber() 124, toInt() 124, toFloat() 124
"1P2P3": toNumber() 123, toInt() 123, toFloat() 123
"X202": toNumber() an error, toInt() an error, toFloat() an error
"": toNumber() 0, toInt() an error, toFloat() an error
" ": toNumber() 0, toInt() an error, toFloat() an error
EXPECTED
