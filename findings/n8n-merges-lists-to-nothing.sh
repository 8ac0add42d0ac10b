#!/usr/bin/env bash
# merge() combines two lists of segments, one from each system. Guess: one list with the entries of both.
# n8n-workflow 2.40.1 silently returns an empty object if they hold texts or numbers. If they hold objects, it
# returns one object with the fields of all: for guests, the values of one guest. union() and concat() are for lists.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"

cat > evaluate.cjs <<'JS'
const { evaluate } = require('./expressions.cjs');

const TEXTS = ["['gold', 'birthday']", "['lapsed']"];
const GUESTS = ["[{ id: 1, tier: 'gold' }]", "[{ id: 2 }]"];
for (const [one, other] of [TEXTS, ['[41, 42]', '[43]'], GUESTS]) {
	for (const how of ['merge', 'union', 'concat']) {
		const expression = `${one}.${how}(${other})`;
		console.log(expression, JSON.stringify(evaluate(expression)));
	}
}
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
['gold', 'birthday'].merge(['lapsed']) {}
['gold', 'birthday'].union(['lapsed']) ["gold","birthday","lapsed"]
['gold', 'birthday'].concat(['lapsed']) ["gold","birthday","lapsed"]
[41, 42].merge([43]) {}
[41, 42].union([43]) [41,42,43]
[41, 42].concat([43]) [41,42,43]
[{ id: 1, tier: 'gold' }].merge([{ id: 2 }]) {"id":1,"tier":"gold"}
[{ id: 1, tier: 'gold' }].union([{ id: 2 }]) [{"id":1,"tier":"gold"},{"id":2}]
[{ id: 1, tier: 'gold' }].concat([{ id: 2 }]) [{"id":1,"tier":"gold"},{"id":2}]
EXPECTED
