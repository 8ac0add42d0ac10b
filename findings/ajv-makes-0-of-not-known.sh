#!/usr/bin/env bash
# What a webhook brings is checked with Ajv, which is to make numbers of texts (coerceTypes), because senders write them so. Guess: null stays null and
# is refused where a number or a boolean is asked for, as without coerceTypes.
# Ajv 8.20.0 makes 0 of null, false, and an empty text: a guest whose points are not known has 0 and hears so, and who was not asked yet has opted
# out. An empty text is refused for a number, a blank is 0; "no" and "1" are refused for a boolean. nullable: true keeps null.
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
