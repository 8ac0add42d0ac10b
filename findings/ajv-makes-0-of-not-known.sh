#!/usr/bin/env bash
# You check webhook data with Ajv and turn on coerceTypes, because senders write numbers as text. Guess: null stays null and is refused where a number
# or a boolean is required, as it is without coerceTypes.
# Ajv 8.20.0 turns null into 0, false or an empty text. A guest whose points are unknown is told that they have 0, and a guest who was never asked has
# opted out. An empty text is refused for a number, but a blank becomes 0; "no" and "1" are refused for a boolean. nullable: true keeps null.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ajv@8.20.0

cat > run.mjs <<'JS'
import Ajv from 'ajv';

const check = (guest, more) => {
	const properties = Object.fromEntries(Object.entries({ points: 'number', email_opt_in: 'boolean', name: 'string' }).map(([name, type]) => [name, { type, ...more }]));
	const data = { ...guest };
	const taken = new Ajv({ coerceTypes: true }).validate({ type: 'object', properties }, data);
	console.log(`${JSON.stringify(guest)}: ${taken ? JSON.stringify(data) : 'refused'}`);
};
check({ points: null, email_opt_in: null, name: null });
for (const points of ['50', '', ' ']) check({ points });
for (const email_opt_in of ['true', 'no', '1', '']) check({ email_opt_in });
console.log('with nullable:');
check({ points: null, email_opt_in: null, name: null }, { nullable: true });
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{"points":null,"email_opt_in":null,"name":null}: {"points":0,"email_opt_in":false,"name":""}
{"points":"50"}: {"points":50}
{"points":""}: refused
{"points":" "}: {"points":0}
{"email_opt_in":"true"}: {"email_opt_in":true}
{"email_opt_in":"no"}: refused
{"email_opt_in":"1"}: refused
{"email_opt_in":""}: refused
with nullable:
{"points":null,"email_opt_in":null,"name":null}: {"points":null,"email_opt_in":null,"name":null}
EXPECTED
