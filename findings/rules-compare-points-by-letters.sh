#!/usr/bin/env bash
# A team enters rules in JSON for which guests get an offer, with json-rules-engine: points at least "100", tags that do not contain
# "vip". Both the points from a CSV and the number in the rule may be text. Guess: the operators for numbers read numbers, or reject text.
# json-rules-engine 7.3.1 checks that the guest's points can be read as a number, then compares what is there: text with text,
# letter by letter. So "9" is at least "100", and "1000" is less than "250". If one of the two is a number, it is right. A guest
# whose tags are null or missing does not meet "doesNotContain", while a guest who has nothing meets "notIn" and "notEqual".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts json-rules-engine@7.3.1

cat > rules.cjs <<'JS'
const { Engine } = require('json-rules-engine');

async function meets(operator, value, guest, path) {
	const engine = new Engine([{ conditions: { all: [{ fact: 'guest', path, operator, value }] }, event: { type: 'offer' } }]);
	return (await engine.run({ guest })).events.length > 0;
}
(async () => {
	for (const [operator, value, points] of [['greaterThanInclusive', '100', '9'], ['greaterThanInclusive', '100', 9], ['greaterThanInclusive', 100, '9'], ['lessThan', '250', '1000'], ['lessThan', 250, '1000']]) {
		console.log(`${JSON.stringify(points)} ${operator} ${JSON.stringify(value)}: ${await meets(operator, value, { points }, '$.points')}`);
	}
	for (const tags of [['new'], [], null, undefined]) console.log(`tags ${JSON.stringify(tags)} doesNotContain vip: ${await meets('doesNotContain', 'vip', { tags }, '$.tags')}`);
	for (const tier of ['silver', null, undefined]) console.log(`tier ${JSON.stringify(tier)} notIn gold: ${await meets('notIn', ['gold'], { tier }, '$.tier')}`);
})();
JS
seen=$(node rules.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
"9" greaterThanInclusive "100": true
9 greaterThanInclusive "100": false
"9" greaterThanInclusive 100: false
"1000" lessThan "250": true
"1000" lessThan 250: false
tags ["new"] doesNotContain vip: true
tags [] doesNotContain vip: true
tags null doesNotContain vip: false
tags undefined doesNotContain vip: false
tier "silver" notIn gold: true
tier null notIn gold: true
tier undefined notIn gold: true
EXPECTED
