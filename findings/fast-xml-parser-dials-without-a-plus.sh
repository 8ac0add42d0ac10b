#!/usr/bin/env bash
# A point of sale sends receipts as XML, and fast-xml-parser turns them into objects: phone, ZIP code, reward code, card. Guess: XML has no types, so
# everything is text, as with xml2js; or at most, what is a number in JSON becomes one.
# fast-xml-parser 5.12.1 turns every text that can be a number into one: +12125550147 loses its plus, 02134 loses its zero, 12E3 is 12000, 0x1F is 31
# and 1.10 is 1.1, while a card of 19 digits stays text. So the type of a field changes from guest to guest. Attributes, where many systems put the
# ID, are left out altogether. parseTagValue: false and ignoreAttributes: false turn that off.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fast-xml-parser@5.12.1

cat > run.mjs <<'JS'
import { XMLParser } from 'fast-xml-parser';

const XML = '<guest id="730415"><phone>+12125550147</phone><zip>02134</zip><code>12E3</code><code2>0x1F</code2><card>6006491234567890123</card><version>1.10</version></guest>';
console.log(JSON.stringify(new XMLParser().parse(XML).guest));
console.log(JSON.stringify(new XMLParser({ parseTagValue: false, ignoreAttributes: false }).parse(XML).guest));
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{"phone":12125550147,"zip":2134,"code":12000,"code2":31,"card":"6006491234567890123","version":1.1}
{"phone":"+12125550147","zip":"02134","code":"12E3","code2":"0x1F","card":"6006491234567890123","version":"1.10","@_id":"730415"}
EXPECTED
