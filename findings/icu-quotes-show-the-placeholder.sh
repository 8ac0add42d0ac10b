#!/usr/bin/env bash
# A sentence of a message is in ICU format, as translators get it, and has quotes around a code: Show the code '{code}' at the counter. Guess: the
# guest sees the code in quotes, or the translation is refused.
# intl-messageformat 12.1.5 (FormatJS) and @messageformat/core 3.4.0 follow ICU: an apostrophe before a brace starts literal text. So all guests read
# {code}, without the quotes. The apostrophes in don't and it's stay, so nobody expects this, and nothing is refused. Typographic quotes are safe.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts intl-messageformat@12.1.5 @messageformat/core@3.4.0

cat > sentences.cjs <<'JS'
const MessageFormat = require('@messageformat/core');

const SENTENCES = [
	"Show the code '{code}' at the counter.",
	"Don't wait: {code} ends on {day}.",
	"It's '{code}', and it doesn't end before {day}.",
	"Your tier is '{tier}', and you've {points} points until {day}",
	'Show the code ’{code}’ at the counter.',
];
const values = { code: 'TACO50', day: 'Friday', tier: 'Gold', points: '20' };
(async () => {
	const { IntlMessageFormat } = await import('intl-messageformat');
	for (const sentence of SENTENCES) {
		console.log(sentence);
		console.log(`  FormatJS: ${new IntlMessageFormat(sentence, 'en').format(values)}`);
		console.log(`  messageformat: ${new MessageFormat('en').compile(sentence)(values)}`);
	}
})();
JS
seen=$(node sentences.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Show the code '{code}' at the counter.
  FormatJS: Show the code {code} at the counter.
  messageformat: Show the code {code} at the counter.
Don't wait: {code} ends on {day}.
  FormatJS: Don't wait: TACO50 ends on Friday.
  messageformat: Don't wait: TACO50 ends on Friday.
It's '{code}', and it doesn't end before {day}.
  FormatJS: It's {code}, and it doesn't end before Friday.
  messageformat: It's {code}, and it doesn't end before Friday.
Your tier is '{tier}', and you've {points} points until {day}
  FormatJS: Your tier is {tier}, and you've 20 points until Friday
  messageformat: Your tier is {tier}, and you've 20 points until Friday
Show the code ’{code}’ at the counter.
  FormatJS: Show the code ’TACO50’ at the counter.
  messageformat: Show the code ’TACO50’ at the counter.
EXPECTED
