#!/usr/bin/env bash
# Points with half a point come as a number from one system and as text from another, and toInt() makes them whole.
# Guess: like any function of that name, it drops what follows the decimal point, so 99.5 is 99; and it reads both alike.
# n8n-workflow 2.40.1 rounds numbers and cuts texts: 99.5 is 100, "99.5" is 99. So one guest is gold, and another with as
# many points is not. -0.5 is -1, but the text is 0. A comma ends the text: "1,250" is 1, where toFloat() gives an error.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"

cat > evaluate.cjs <<'JS'
const { evaluate } = require('./expressions.cjs');

const show = (...expressions) => console.log(expressions.map((expression) => `${expression} ${evaluate(expression)}`).join(', '));
show('(99.5).toInt()', "'99.5'.toInt()");
show('(-0.5).toInt()', "'-0.5'.toInt()");
show('(0.5).toInt()', "'0.5'.toInt()");
show("'1,250'.toInt()", "'12.99 USD'.toInt()");
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
(99.5).toInt() 100, '99.5'.toInt() 99
(-0.5).toInt() -1, '-0.5'.toInt() 0
(0.5).toInt() 1, '0.5'.toInt() 0
'1,250'.toInt() 1, '12.99 USD'.toInt() 12
EXPECTED
