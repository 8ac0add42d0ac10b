#!/usr/bin/env bash
# You write guests to a CSV with csv-stringify: who has opted in, who has not, and when they joined. Guess: you get true and false, as in JSON, and a
# readable date.
# csv-stringify 6.9.0 writes 1 for true and nothing for false, just as for null: you cannot tell "no" from "not asked", and an importer that leaves
# empty cells alone never takes back a consent. A date becomes milliseconds since 1970. fast-csv 5.0.8 and Papa Parse 5.7.1 write true and false.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts csv-stringify@6.9.0 fast-csv@5.0.8 papaparse@5.7.1

cat > run.mjs <<'JS'
import { stringify } from 'csv-stringify/sync';
import { writeToString } from 'fast-csv';
import Papa from 'papaparse';

const guests = [
	{ id: 1, email_opt_in: true, joined: new Date('2026-03-14') },
	{ id: 2, email_opt_in: false, joined: null },
	{ id: 3, email_opt_in: null, joined: null },
];
const show = (label, csv) => console.log(`${label}: ${csv.trim().split(/\r?\n/).slice(1).join(' | ')}`);
show('csv-stringify', stringify(guests, { header: true }));
show('fast-csv', await writeToString(guests.map(({ id, email_opt_in }) => ({ id, email_opt_in })), { headers: true }));
show('Papa Parse', Papa.unparse(guests.map(({ id, email_opt_in }) => ({ id, email_opt_in }))));
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
csv-stringify: 1,1,1773446400000 | 2,, | 3,,
fast-csv: 1,true | 2,false | 3,
Papa Parse: 1,true | 2,false | 3,
EXPECTED
