#!/usr/bin/env bash
# Each guest gets a referral link with a short code that Hashids makes of the ID. Some IDs are no whole numbers: G730415, a UUID, an ID with a minus.
# Guess: a code for each, or an error.
# Hashids 2.3.0 gives an empty text for all of them, so that they share one link, tacos.example/r/, which belongs to nobody; a list of which one
# entry is none is empty as well. 0730415 and 730415 have one code. encodeHex() takes a UUID without its hyphens.
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
