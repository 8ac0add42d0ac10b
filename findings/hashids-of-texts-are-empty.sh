#!/usr/bin/env bash
# Each guest gets a referral link with a short code that Hashids makes from the ID. Some IDs are not whole numbers: G730415, a UUID, an ID with a
# minus. Guess: you get a code for each, or an error.
# Hashids 2.3.0 returns an empty text for all of them. These guests share one link, tacos.example/r/, which belongs to nobody. A list with one such
# entry gives an empty text as well. 0730415 and 730415 get the same code. encodeHex() takes a UUID without its hyphens.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts hashids@2.3.0

cat > run.mjs <<'JS'
import Hashids from 'hashids';

const codes = new Hashids('not a secret', 8);
for (const id of [730415, '730415', '0730415', 'G730415', '7304-15', '', null, -1, [730415, 'G2']]) console.log(`${JSON.stringify(id)}: "${codes.encode(id)}"`);
const UUID = '2f1c8a40-0d5b-4b7e-9a51-3c1de0a7f6b2';
console.log(`a UUID: "${codes.encode(UUID)}"`);
console.log(`encodeHex of it without hyphens: ${codes.encodeHex(UUID.replaceAll('-', '')).length} characters`);
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
730415: "ln805Qxn"
"730415": "ln805Qxn"
"0730415": "ln805Qxn"
"G730415": ""
"7304-15": ""
"": ""
null: ""
-1: ""
[730415,"G2"]: ""
a UUID: ""
encodeHex of it without hyphens: 28 characters
EXPECTED
