#!/usr/bin/env bash
# Marketers build segments in a form made with react-querybuilder, and formatQuery turns them into SQL. Somebody adds a condition and leaves its value
# empty: store is in (nothing yet), points between 100 and (nothing). Guess: nobody matches, as with an empty list; or there is an error.
# react-querybuilder 8.24.1 leaves such a condition out of the SQL, and writes (1 = 1) if nothing is left. The message goes to everybody, even with
# NOT, and with OR also to those who have not opted in. With AND, the condition just vanishes. For MongoDB and JSONata, an empty list matches nobody,
# so a preview in one and the send in the other differ. With =, an empty value is compared with ''.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts react-querybuilder@8.24.1 react@19.2.0

cat > segments.cjs <<'JS'
const { formatQuery } = require('react-querybuilder');

const stores = { field: 'store', operator: 'in', value: '' };
const points = { field: 'points', operator: 'between', value: '100,' };
const consent = { field: 'email_opt_in', operator: '=', value: true };
const SEGMENTS = {
	'store in nothing': { combinator: 'and', rules: [stores] },
	'not (store in nothing)': { combinator: 'and', not: true, rules: [stores] },
	'points between 100 and nothing': { combinator: 'and', rules: [points] },
	'opted in, and store in nothing': { combinator: 'and', rules: [consent, stores] },
	'opted in, or store in nothing': { combinator: 'or', rules: [consent, { combinator: 'and', rules: [stores] }] },
	'store = nothing': { combinator: 'and', rules: [{ ...stores, operator: '=' }] },
};
for (const [name, query] of Object.entries(SEGMENTS)) {
	console.log(`${name}: ${formatQuery(query, 'sql')} | MongoDB ${formatQuery(query, 'mongodb')} | JSONata ${formatQuery(query, 'jsonata')}`);
}
JS
seen=$(node segments.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
store in nothing: (1 = 1) | MongoDB {"store":{"$in":[]}} | JSONata store in []
not (store in nothing): (1 = 1) | MongoDB {"$nor":[{"store":{"$in":[]}}]} | JSONata $not(store in [])
points between 100 and nothing: (1 = 1) | MongoDB {"$and":[{"$expr":true}]} | JSONata (1 = 1)
opted in, and store in nothing: (email_opt_in = TRUE) | MongoDB {"$and":[{"email_opt_in":true},{"store":{"$in":[]}}]} | JSONata email_opt_in = true and store in []
opted in, or store in nothing: (email_opt_in = TRUE or (1 = 1)) | MongoDB {"$or":[{"email_opt_in":true},{"store":{"$in":[]}}]} | JSONata email_opt_in = true or (store in [])
store = nothing: (store = '') | MongoDB {"store":""} | JSONata store = ""
EXPECTED
