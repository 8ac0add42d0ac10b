#!/usr/bin/env bash
# Guess: as a port with the same numbering plans, libphonenumber-js reads a guest's phone number as Google's own library does.
# google-libphonenumber 3.2.47 (Google's code) and libphonenumber-js 1.13.16 differ on two spellings that guests use. Letters: Google dials them; the
# port cuts the number off at the first letter and still returns one. A local number in Anguilla with a 1 in front: Google adds the area code; the
# port drops the 1 and reads the rest by the rules of the United States, without the area code.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts google-libphonenumber@3.2.47 libphonenumber-js@1.13.16

cat > read.js <<'JS'
const { PhoneNumberFormat, PhoneNumberUtil } = require('google-libphonenumber');
const { parsePhoneNumberFromString } = require('libphonenumber-js/max');
const google = PhoneNumberUtil.getInstance();
for (const [text, country] of [
	['1-800-FLOWERS', 'US'],
	['1 498 1149', 'AI'],
	['498 1149', 'AI'],
]) {
	const one = google.parse(text, country);
	const other = parsePhoneNumberFromString(text, country);
	console.log(
		`${country} ${text}: Google ${google.format(one, PhoneNumberFormat.E164)} ${google.isValidNumber(one)},`,
		`port ${other.number} ${other.isValid()}`,
	);
}
JS
node read.js | tee seen.txt
grep -qx 'US 1-800-FLOWERS: Google +18003569377 true, port +11800 false' seen.txt
grep -qx 'AI 1 498 1149: Google +12644981149 true, port +14981149 false' seen.txt
grep -qx 'AI 498 1149: Google +12644981149 true, port +12644981149 true' seen.txt
