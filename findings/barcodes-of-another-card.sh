#!/usr/bin/env bash
# A loyalty card number or reward code becomes a barcode on a pass, and the point of sale scans it. Guess: the scan returns what was encoded, or the
# library refuses it.
# JsBarcode 3.12.3 silently writes abc123 in capitals in CODE39, so codes that differ only in case become one. bwip-js 4.11.4 puts a zero in front of
# a card with an odd number of digits (interleaved 2 of 5). Both take a card of twelve digits for an EAN-13 without its check digit and add one; a
# scanner (ZXing 0.21.3) then reads another number, here without its first zero. bwip-js does refuse lowercase letters in CODE39, and JsBarcode
# refuses an odd number of digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts jsbarcode@3.12.3 bwip-js@4.11.4 @zxing/library@0.21.3

cat > scan.cjs <<'JS'
const bwipjs = require('bwip-js');
const JsBarcode = require('jsbarcode');
const { BinaryBitmap, HybridBinarizer, MultiFormatReader, RGBLuminanceSource } = require('@zxing/library');

/** What a scanner reads of bars, given as text with a 1 for black. */
function scan(bars) {
	const line = [...`${'0'.repeat(20)}${bars}${'0'.repeat(20)}`].flatMap((bar) => Array(3).fill(bar === '1' ? 0 : 255));
	const picture = new Uint8ClampedArray(Array(20).fill(line).flat());
	return new MultiFormatReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(picture, line.length, 20)))).getText();
}
const LIBRARIES = {
	JsBarcode: (format, text) => {
		const drawn = {};
		JsBarcode(drawn, text, { format: { itf: 'ITF', code39: 'CODE39', ean13: 'EAN13', code128: 'CODE128' }[format] });
		return drawn.encodings.map(({ data }) => data).join('');
	},
	'bwip-js': (format, text) => {
		const bcid = format === 'itf' ? 'interleaved2of5' : format;
		return bwipjs.raw({ bcid, text })[0].sbs.map((width, i) => (i % 2 ? '0' : '1').repeat(width)).join('');
	},
};
for (const [format, text] of [['code39', 'GOLD-7'], ['code39', 'abc123'], ['itf', '73041566'], ['itf', '7304156'], ['ean13', '012345678905'], ['code128', 'abc123'], ['code128', '7304156']]) {
	const read = Object.entries(LIBRARIES).map(([name, draw]) => {
		try {
			return `${name} ${scan(draw(format, text))}`;
		} catch {
			return `${name} refuses it`;
		}
	});
	console.log(`${format} of ${text}: ${read.join(', ')}`);
}
JS
seen=$(node scan.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
code39 of GOLD-7: JsBarcode GOLD-7, bwip-js GOLD-7
code39 of abc123: JsBarcode ABC123, bwip-js refuses it
itf of 73041566: JsBarcode 73041566, bwip-js 73041566
itf of 7304156: JsBarcode refuses it, bwip-js 07304156
ean13 of 012345678905: JsBarcode 123456789050, bwip-js 123456789050
code128 of abc123: JsBarcode abc123, bwip-js abc123
code128 of 7304156: JsBarcode 7304156, bwip-js 7304156
EXPECTED
