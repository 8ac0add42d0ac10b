#!/usr/bin/env bash
# Guests who are there twice, with a slip in the name or the email, are found by likeness, from 80 or 90 of a hundred on, with string-similarity or
# fuzzball. Guess: one or two letters differ where it says 90; two people are far below.
# string-similarity 4.0.4 gives ana@tacos.example and bo@tacos.example 0.84, as most of the letters are the domain, and Ana Garcia with a slip, Garica,
# 0.63: all guests of one company are one, and who is twice stays so. fuzzball 2.2.6 gives Ann and Joann Smith 90 by WRatio, as much as the slip, and
# Ana and Ana Garcia Lopez 100 by token_set_ratio, as it asks whether the one is in the other.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fuzzball@2.2.6 string-similarity@4.0.4

cat > run.mjs <<'JS'
import { token_set_ratio, WRatio } from 'fuzzball';
import similarity from 'string-similarity';

for (const [one, other] of [['ana@tacos.example', 'bo@tacos.example'], ['Ann', 'Joann Smith'], ['Ana', 'Ana Garcia Lopez'], ['Ana Garcia', 'Ana Garica'], ['Jo', 'Bo']]) {
	const likeness = { 'string-similarity': similarity.compareTwoStrings(one, other).toFixed(2), WRatio: WRatio(one, other), token_set_ratio: token_set_ratio(one, other) };
	console.log(`${one}, ${other}: ${Object.entries(likeness).map(([name, value]) => `${name} ${value}`).join(', ')}`);
}
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
ana@tacos.example, bo@tacos.example: string-similarity 0.84, WRatio 86, token_set_ratio 90
Ann, Joann Smith: string-similarity 0.18, WRatio 90, token_set_ratio 43
Ana, Ana Garcia Lopez: string-similarity 0.27, WRatio 90, token_set_ratio 100
Ana Garcia, Ana Garica: string-similarity 0.63, WRatio 90, token_set_ratio 90
Jo, Bo: string-similarity 0.00, WRatio 50, token_set_ratio 50
EXPECTED
