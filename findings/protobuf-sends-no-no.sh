#!/usr/bin/env bash
# Guests travel as Protocol Buffers, and protobufjs reads them and makes JSON for Braze. A guest has 0 points and has opted out: false. The fields
# come from a CSV or a form. Guess: JSON has "points":0 and "opted_in":false, as it was sent, and text in a number or boolean field is read or
# refused.
# protobufjs 8.8.1: proto3 does not send what is 0, false or empty, so neither is in the JSON: Braze keeps the points and the consent from before.
# decode() gives them if asked one by one, so a look at guest.points passes. fromObject() makes true of "false" and "no", 12 of 12.9, 0 of "1,250",
# and -1294967296 of 3000000000, and ignores a misspelt field; only verify() tells of some. defaults: true in toObject() has all fields, and
# "optional" in the schema keeps a 0 that was sent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts protobufjs@8.8.1

cat > run.cjs <<'JS'
const protobuf = require('protobufjs');

const FIELDS = 'string name = 1; int32 points = 2; bool opted_in = 3; optional int32 visits = 4;';
const { root } = protobuf.parse(`syntax = "proto3"; message Guest { ${FIELDS} }`, { keepCase: true });
const Guest = root.lookupType('Guest');
const sent = Guest.decode(Guest.encode(Guest.fromObject({ name: 'Mara', points: 0, opted_in: false, visits: 0 })).finish());
console.log(`JSON: ${JSON.stringify(sent)}; asked: ${sent.points} ${sent.opted_in}`);
console.log(`with defaults: ${JSON.stringify(Guest.toObject(sent, { defaults: true }))}`);
for (const fields of [{ opted_in: 'false' }, { opted_in: 'no' }, { points: 12.9 }, { points: '1,250' }, { points: 3000000000 }, { optedIn: true }]) {
	console.log(`${JSON.stringify(fields)}: ${JSON.stringify(Guest.fromObject(fields))}; verify: ${Guest.verify(fields) ?? 'good'}`);
}
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
JSON: {"name":"Mara","visits":0}; asked: 0 false
with defaults: {"name":"Mara","points":0,"opted_in":false,"visits":0}
{"opted_in":"false"}: {"opted_in":true}; verify: opted_in: boolean expected
{"opted_in":"no"}: {"opted_in":true}; verify: opted_in: boolean expected
{"points":12.9}: {"points":12}; verify: points: integer expected
{"points":"1,250"}: {"points":0}; verify: points: integer expected
{"points":3000000000}: {"points":-1294967296}; verify: good
{"optedIn":true}: {}; verify: good
EXPECTED
