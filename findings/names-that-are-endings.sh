#!/usr/bin/env bash
# A list of guests has names in one column, and a library splits them for greetings and for first_name and
# last_name. Guess: in a name of two words, the first is the first name and the second the last name.
# humanparser 2.7.0 takes Ma and Pe for a degree after the name, so Anna Ma has no last name. parse-full-name
# 1.2.7 takes Van, Di, Bin and Le at the start for part of the last name, so Van Nguyen and Di Wang have no
# first name, and it reports no error. Each gets the names right that the other gets wrong.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts humanparser@2.7.0 parse-full-name@1.2.7

cat > names.js <<'JS'
const humanparser = require('humanparser');
const { parseFullName } = require('parse-full-name');

const show = (first, last, suffix) => `${first || '-'} | ${last || '-'}${suffix ? ` | ${suffix}` : ''}`;
for (const name of ['Mara Diaz', 'Anna Ma', 'Anna Pe', 'Anna Do', 'Van Nguyen', 'Di Wang', 'Bin Li', 'Le Tran', 'Anna Le']) {
	const human = humanparser.parseName(name);
	const full = parseFullName(name);
	console.log(`${name}: ${show(human.firstName, human.lastName, human.suffix)}; ${show(full.first, full.last, full.suffix)}${full.error.length ? '; error' : ''}`);
}
JS
seen=$(node names.js)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Mara Diaz: Mara | Diaz; Mara | Diaz
Anna Ma: Anna | - | Ma; Anna | Ma
Anna Pe: Anna | - | Pe; Anna | Pe
Anna Do: Anna | Do; Anna | Do
Van Nguyen: Van | Nguyen; - | Van Nguyen
Di Wang: Di | Wang; - | Di Wang
Bin Li: Bin | Li; - | Bin Li
Le Tran: Le | Tran; - | Le Tran
Anna Le: Anna | Le; Anna | Le
EXPECTED
