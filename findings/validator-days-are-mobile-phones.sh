#!/usr/bin/env bash
# A form or an importer checks with validator's isMobilePhone() whether a field has a guest's phone before a text message
# goes there. Guess: a date, a guest's ID or a ZIP code with its four extra digits is not a mobile phone in any country.
# validator 13.15.35 tries all countries unless you name one, and some have numbers of five to nine digits: 20261129, 730415, 021341234 and
# 02134 are phones. Columns that have shifted pass, and messages go to whoever has that number abroad. With en-US, none of them is a phone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts validator@13.15.35

cat > run.mjs <<'JS'
import validator from 'validator';

for (const text of ['20261129', '730415', '021341234', '02134', '2026-11-29', '2125550147', '+12125550147']) {
	console.log(`${text}: ${validator.isMobilePhone(text)}, with en-US ${validator.isMobilePhone(text, 'en-US')}`);
}
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
20261129: true, with en-US false
730415: true, with en-US false
021341234: true, with en-US false
02134: true, with en-US false
2026-11-29: false, with en-US false
2125550147: true, with en-US true
+12125550147: true, with en-US true
EXPECTED
