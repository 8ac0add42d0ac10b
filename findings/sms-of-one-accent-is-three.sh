#!/usr/bin/env bash
# A text message has 150 letters, some with accents, as in Spanish or French, or a name such as Inés Cuadra Ibáñez. Guess: the alphabet of text
# messages (GSM-7) has the accents of Western Europe, so that the message is one, up to 160 letters.
# Twilio's sms-segments-calculator 1.3.0 shows which it has: é, è, à, ñ, ü and even Ç, but not á, í, ó, ú or ç. One such letter, in a guest's name
# or in "aquí", turns the whole message into another encoding with 70 letters at most: it is three messages and costs three times as much, for some
# guests only. So do a curly apostrophe, a dash, an ellipsis and the backtick. In Spanish, Luxon 3.7.2, which n8n uses, puts an invisible narrow
# space into "6:30 p. m." (toFormat('h:mm a')), which does it for all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sms-segments-calculator@1.3.0 luxon@3.7.2 node@24.21.0
npm rebuild --silent --ignore-scripts=false node >/dev/null

cat > run.cjs <<'JS'
const { DateTime } = require('luxon');
const { SegmentedMessage } = require('sms-segments-calculator');

const escaped = (text) => text.replace(/[^ -~]/g, (letter) => `\\u${letter.codePointAt(0).toString(16).padStart(4, '0')}`);
const ends = { 'no accents': '', éèàñüÇ: 'éèàñüÇ' };
for (const letter of 'áíóúç’–…`') ends[letter] = letter;
for (const locale of ['en-US', 'es', 'es-MX']) {
	const time = DateTime.fromISO('2026-03-14T18:30').setLocale(locale).toFormat('h:mm a');
	ends[`${escaped(time)} (${locale})`] = time;
}
for (const [label, end] of Object.entries(ends)) {
	const { encodingName, segmentsCount } = new SegmentedMessage('x'.repeat(150 - end.length) + end);
	console.log(`150 letters with ${label}: ${segmentsCount} in ${encodingName}`);
}
JS
seen=$(node_modules/node/bin/node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
150 letters with no accents: 1 in GSM-7
150 letters with éèàñüÇ: 1 in GSM-7
150 letters with á: 3 in UCS-2
150 letters with í: 3 in UCS-2
150 letters with ó: 3 in UCS-2
150 letters with ú: 3 in UCS-2
150 letters with ç: 3 in UCS-2
150 letters with ’: 3 in UCS-2
150 letters with –: 3 in UCS-2
150 letters with …: 3 in UCS-2
150 letters with `: 3 in UCS-2
150 letters with 6:30 PM (en-US): 1 in GSM-7
150 letters with 6:30 p.\u202fm. (es): 3 in UCS-2
150 letters with 6:30 p.m. (es-MX): 1 in GSM-7
EXPECTED
