#!/usr/bin/env bash
# What guests write in a survey is scored with the package sentiment, and who is below zero gets an apology with a free meal, or a call. Guess: it
# counts good and bad words and misses irony, but as "not" turns a word around, praise in plain words is not below zero.
# sentiment 5.0.2 does that for "not" and words such as don't. "No" is a bad word of its own, and never and cannot turn nothing around: "No
# complaints, no problems at all" is -6, twice as bad as "Terrible food". Much of what people say of food they love is below zero as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sentiment@5.0.2

cat > survey.cjs <<'JS'
const Sentiment = require('sentiment');

const sentiment = new Sentiment();
for (const answer of [
	'Best tacos ever',
	'Not bad at all',
	'Terrible food',
	'No complaints, no problems at all',
	'I cannot complain',
	'It never disappoints',
	'Hard to beat',
	'To die for',
	'Insane salsa, sick tacos',
	'I miss you guys',
]) console.log(`${answer}: ${sentiment.analyze(answer).score}`);
JS
seen=$(node survey.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Best tacos ever: 3
Not bad at all: 3
Terrible food: -3
No complaints, no problems at all: -6
I cannot complain: -2
It never disappoints: -2
Hard to beat: -1
To die for: -3
Insane salsa, sick tacos: -4
I miss you guys: -2
EXPECTED
