#!/usr/bin/env bash
# Until 2019 Mexican mobile numbers were written +52 1 ..., and address books and loyalty data still have them that way. Guess: phone number libraries
# remove the 1, as they remove Argentina's 15.
# google-libphonenumber 3.2.47 and libphonenumber-js 1.13.16 keep it and call the number invalid. They do the same with the 044 of calls within
# Mexico; without either, the same number is valid. If you check numbers with them, you lose these guests; if you do not, you have each of them under
# two numbers.
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
	['+52 55 1234 5678', 'MX'],
	['+52 1 55 1234 5678', 'MX'],
	['044 55 1234 5678', 'MX'],
	['011 15 2345-6789', 'AR'],
]) {
	const one = google.parse(text, country);
	const other = parsePhoneNumberFromString(text, country);
	const isSame = google.format(one, PhoneNumberFormat.E164) === other.number;
	console.log(`${text}: ${other.number} ${google.isValidNumber(one)} ${other.isValid()} ${isSame}`);
}
JS
node read.js | tee seen.txt
grep -qx '+52 55 1234 5678: +525512345678 true true true' seen.txt
grep -qx '+52 1 55 1234 5678: +5215512345678 false false true' seen.txt
grep -qx '044 55 1234 5678: +520445512345678 false false true' seen.txt
grep -qx '011 15 2345-6789: +5491123456789 true true true' seen.txt
