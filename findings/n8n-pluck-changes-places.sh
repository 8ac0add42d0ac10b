#!/usr/bin/env bash
# Of a list of guests two fields are taken for a call: guests.pluck('id', 'email'). Guess: pairs in the order in which the fields are asked for, as
# long as the list, with nothing where a guest lacks one.
# n8n-workflow 2.40.1 has the order in which the fields stand in each guest, so that email and ID change places where two systems wrote them; who has
# one of both is that value alone, no pair, and who has none is left out. With one field a guest without it is left out, too.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"

cat > evaluate.cjs <<'JS'
const { evaluate } = require('./expressions.cjs');

const GUESTS = "[{ id: 1, email: 'ana@example.com' }, { email: 'bo@example.com', id: 2 }, { id: 3 }, {}, { id: 5, email: 'di@example.com' }]";
for (const fields of ["'id', 'email'", "'email', 'id'", "'email'"]) console.log(`pluck(${fields}): ${JSON.stringify(evaluate(`${GUESTS}.pluck(${fields})`))}`);
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
pluck('id', 'email'): [[1,"ana@example.com"],["bo@example.com",2],3,[5,"di@example.com"]]
pluck('email', 'id'): [[1,"ana@example.com"],["bo@example.com",2],3,[5,"di@example.com"]]
pluck('email'): ["ana@example.com","bo@example.com","di@example.com"]
EXPECTED
