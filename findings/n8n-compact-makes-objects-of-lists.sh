#!/usr/bin/env bash
# You remove a guest's empty fields before sending it on: {{ $json.compact() }}, which n8n describes as removing null and empty values. The guest has
# a list of tags, and dates made in the expression. Guess: what is empty goes, and everything else stays as it is.
# n8n-workflow 2.40.1 copies nested values field by field. A list becomes an object {"0": "gold", "1": "vip"}, which is no longer a list of tags. A
# JavaScript date is gone, and a Luxon date turns into its inner fields. A name or text "nil" counts as empty. compact() on a list does the same to
# the lists in it. 0 and false stay.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-expressions"

cat > evaluate.cjs <<'JS'
const { evaluate } = require('./expressions.cjs');

const show = (expression) => console.log(`${expression}\n  ${JSON.stringify(evaluate(expression))}`);
show("({ name: 'Ana', email: '', phone: null, points: 0, opted_in: false }).compact()");
show("({ tags: ['gold', 'vip'], stores: [{ id: 202 }] }).compact()");
show("[{ tags: ['gold', 'vip'] }].compact()");
show("({ code: 'nil', born: new Date('1990-03-14') }).compact()");
show("Object.keys(({ joined: DateTime.fromISO('2026-03-14') }).compact().joined).includes('ts')");
JS
seen=$(node evaluate.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
({ name: 'Ana', email: '', phone: null, points: 0, opted_in: false }).compact()
  {"name":"Ana","points":0,"opted_in":false}
({ tags: ['gold', 'vip'], stores: [{ id: 202 }] }).compact()
  {"tags":{"0":"gold","1":"vip"},"stores":{"0":{"id":202}}}
[{ tags: ['gold', 'vip'] }].compact()
  [{"tags":{"0":"gold","1":"vip"}}]
({ code: 'nil', born: new Date('1990-03-14') }).compact()
  {}
Object.keys(({ joined: DateTime.fromISO('2026-03-14') }).compact().joined).includes('ts')
  true
EXPECTED
