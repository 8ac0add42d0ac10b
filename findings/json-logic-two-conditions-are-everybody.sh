#!/usr/bin/env bash
# Which guests get an offer is a rule in JSON, as JsonLogic has them, made by a form or typed: { ">": [points, 50], "<": [points, 100] }, with both
# operators in one object. Guess: both hold, as in a query of MongoDB; or there is an error, as for an operator that it does not know.
# json-logic-js 2.0.5 takes an object with two keys for a value, and returns it. An object is true, so everybody gets the offer, without an error. The
# same rule with one operator works, so the fault comes with the second. { "and": [...] } is right, and so is { "<": [50, points, 100] }.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts json-logic-js@2.0.5

cat > run.cjs <<'JS'
const { apply } = require('json-logic-js');

const points = { var: 'points' };
const guests = [{ name: 'Mara', points: 250 }, { name: 'Bo', points: 70 }, { name: 'Leo', points: 10 }];
for (const rule of [{ '>': [points, 50] }, { '>': [points, 50], '<': [points, 100] }, { and: [{ '>': [points, 50] }, { '<': [points, 100] }] }, { '<': [50, points, 100] }]) {
	console.log(`${JSON.stringify(rule)}: ${guests.filter((guest) => apply(rule, guest)).map(({ name }) => name).join(' ')}`);
}
console.log(`returned: ${JSON.stringify(apply({ '>': [points, 50], '<': [points, 100] }, guests[0]))}`);
try {
	apply({ between: [50, points, 100] }, guests[0]);
} catch (error) {
	console.log(error.message);
}
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{">":[{"var":"points"},50]}: Mara Bo
{">":[{"var":"points"},50],"<":[{"var":"points"},100]}: Mara Bo Leo
{"and":[{">":[{"var":"points"},50]},{"<":[{"var":"points"},100]}]}: Bo
{"<":[50,{"var":"points"},100]}: Bo
returned: {">":[{"var":"points"},50],"<":[{"var":"points"},100]}
Unrecognized operation between
EXPECTED
