#!/usr/bin/env bash
# guests.pluck('id', 'email') takes two fields from a list of guests for a call. Guess: pairs in the order you
# asked for, one per guest, with nothing where a guest lacks a field.
# n8n-workflow 2.40.1 uses the order of the fields in each guest, so email and ID swap places if two systems
# wrote the guests. A guest with only one of the fields becomes that bare value, not a pair, and a guest with
# neither is left out. With one field, a guest without it is left out, too.
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
