#!/usr/bin/env bash
# Guests who are there twice, with a typo in the name or the email, are found by similarity, from 80 or 90 out of 100
# on, with string-similarity or fuzzball. Guess: at 90, one or two letters differ; two different people are far below.
# string-similarity 4.0.4 gives ana@tacos.example and bo@tacos.example 0.84, since most of the letters are the domain, but Ana Garcia
# with a typo, Garica, 0.63: all guests of one company are one, and real duplicates stay. fuzzball 2.2.6 gives Ann and Joann Smith 90
# by WRatio, as much as the typo, and Ana and Ana Garcia Lopez 100 by token_set_ratio, since it asks whether one is in the other.
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
