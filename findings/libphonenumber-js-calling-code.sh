#!/usr/bin/env bash
# Guess: for numbers from one country, it does not matter whether you tell libphonenumber-js the country or its calling code.
# libphonenumber-js 1.13.16: only a country has a prefix for calls abroad. With `defaultCallingCode`, a number written with 00 or 011 becomes another
# number: the prefix and the calling code are read as the beginning of a national number. There is no error; only `isValid()` tells you.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts libphonenumber-js@1.13.16

cat > read.js <<'JS'
const { parsePhoneNumberFromString: parse } = require('libphonenumber-js/max');
for (const [text, country, defaultCallingCode] of [
	['020 7946 0018', 'GB', '44'],
	['0044 20 7946 0018', 'GB', '44'],
	['011 44 20 7946 0018', 'US', '1'],
]) {
	const [byCountry, byCode] = [parse(text, country), parse(text, { defaultCallingCode })];
	console.log(
		`${text}: ${country} ${byCountry.number} ${byCountry.isValid()},`,
		`code ${defaultCallingCode} ${byCode.number} ${byCode.isValid()}`,
	);
}
JS
node read.js | tee seen.txt
grep -qx '020 7946 0018: GB +442079460018 true, code 44 +442079460018 true' seen.txt
grep -qx '0044 20 7946 0018: GB +442079460018 true, code 44 +440442079460018 false' seen.txt
grep -qx '011 44 20 7946 0018: US +442079460018 true, code 1 +1011442079460018 false' seen.txt
