#!/usr/bin/env bash
# Your own API returns guests, and Fastify gets a schema of the response, from which fast-json-stringify makes the JSON. Some points, consents and
# emails are unknown: null. Guess: null, or an error that the schema does not allow it.
# fast-json-stringify 7.3.10 writes 0, false and "". A guest who was never asked has said no, a balance that could not be read is zero, and the caller
# writes that over the profile. The texts "false" and "no" become true, so a guest who has opted out has opted in. 99.9 becomes 99. Without the
# schema, all would have stayed as they were. nullable: true keeps null.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fast-json-stringify@7.3.10

cat > answer.cjs <<'JS'
const build = require('fast-json-stringify');

const schemaOf = (more) => ({
	type: 'object',
	properties: { email: { type: 'string', ...more }, points: { type: 'integer', ...more }, email_opt_in: { type: 'boolean', ...more } },
});
const GUESTS = [
	{ email: null, points: null, email_opt_in: null },
	{ email: 'mara@example.com', points: 99.9, email_opt_in: 'false' },
	{ email: 'bo@example.com', points: '', email_opt_in: 'no' },
];
for (const guest of GUESTS) {
	console.log(JSON.stringify(guest));
	console.log(`  answered ${build(schemaOf({}))(guest)}`);
	console.log(`  nullable ${build(schemaOf({ nullable: true }))(guest)}`);
}
JS
seen=$(node answer.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{"email":null,"points":null,"email_opt_in":null}
  answered {"email":"","points":0,"email_opt_in":false}
  nullable {"email":null,"points":null,"email_opt_in":null}
{"email":"mara@example.com","points":99.9,"email_opt_in":"false"}
  answered {"email":"mara@example.com","points":99,"email_opt_in":true}
  nullable {"email":"mara@example.com","points":99,"email_opt_in":true}
{"email":"bo@example.com","points":"","email_opt_in":"no"}
  answered {"email":"bo@example.com","points":0,"email_opt_in":true}
  nullable {"email":"bo@example.com","points":0,"email_opt_in":true}
EXPECTED
