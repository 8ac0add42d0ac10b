#!/usr/bin/env bash
# Guests travel as Avro records, as in a queue or an export of events. Both sides have the same fields, but one has email before name. Guess: fields
# are matched by name, as in JSON, so the order does not matter; or there is an error.
# avsc 5.7.9: Avro's bytes contain neither names nor types. A reader that uses its own schema gets name: "mara@example.com" and email: "Mara" without
# an error, and points and visits trade places too. A greeting reads "Hi mara@example.com". With the writer's schema (createResolver), all is right.
# Writing is just as silent: a field whose name is misspelled is left out, and opted_out, which has a default, is false for a guest who has opted out.
# isValid() accepts that; with noUndeclaredFields it does not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts avsc@5.7.9

cat > records.cjs <<'JS'
const avro = require('avsc');

const FIELDS = { email: { name: 'email', type: 'string' }, name: { name: 'name', type: 'string' }, points: { name: 'points', type: 'int' }, visits: { name: 'visits', type: 'int' }, opted_out: { name: 'opted_out', type: 'boolean', default: false } };
const typeOf = (...names) => avro.Type.forSchema({ type: 'record', name: 'Guest', fields: names.map((name) => FIELDS[name]) });
const writer = typeOf('email', 'name', 'points', 'visits', 'opted_out');
const reader = typeOf('name', 'email', 'visits', 'points', 'opted_out');
const guest = { email: 'mara@example.com', name: 'Mara', points: 480, visits: 3, opted_out: true };
const bytes = writer.toBuffer(guest);
console.log(`read: ${JSON.stringify(reader.fromBuffer(bytes))}`);
console.log(`with the writer's schema: ${JSON.stringify(reader.fromBuffer(bytes, reader.createResolver(writer)))}`);
const { opted_out: optedOut, ...rest } = guest;
const slip = { ...rest, optedOut };
console.log(`a slip: valid ${writer.isValid(slip)}, written ${JSON.stringify(writer.fromBuffer(writer.toBuffer(slip)))}`);
console.log(`noUndeclaredFields: valid ${writer.isValid(slip, { noUndeclaredFields: true })}`);
JS
seen=$(node records.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
read: {"name":"mara@example.com","email":"Mara","visits":480,"points":3,"opted_out":true}
with the writer's schema: {"name":"Mara","email":"mara@example.com","visits":3,"points":480,"opted_out":true}
a slip: valid true, written {"email":"mara@example.com","name":"Mara","points":480,"visits":3,"opted_out":false}
noUndeclaredFields: valid false
EXPECTED
