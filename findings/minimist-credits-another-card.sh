#!/usr/bin/env bash
# A support script credits or deletes a guest by what is typed: node credit.js --card 6006491234567890123 --id 0730415 --phone +15125550100.
# Guess: arguments are text, as the shell hands them over; or at least, what is no plain number stays text.
# minimist 1.2.8 and mri 1.2.0 make numbers of whatever JavaScript can: the card is rounded to 6006491234567890000, which may be another guest's,
# the ID loses its zero and the phone its plus. mri also makes 12000 of the code 12E3. yargs-parser keeps all of these as text, so moving from one
# to the other changes who is credited. Short numbers are right. { string: ['card', 'id', 'phone'] } keeps them as text, what follows without a name
# (_) too with '_'.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts minimist@1.2.8 mri@1.2.0 yargs-parser@22.0.0

cat > run.mjs <<'JS'
import minimist from 'minimist';
import mri from 'mri';
import yargs from 'yargs-parser';

const ARGUMENTS = ['--card', '6006491234567890123', '--id', '0730415', '--phone', '+15125550100', '--code', '12E3', '0730416'];
const show = (label, { _, ...named }) => console.log(`${label}: ${JSON.stringify([...Object.values(named), _[0]])}`);
show('minimist', minimist(ARGUMENTS));
show('mri', mri(ARGUMENTS));
show('yargs-parser', yargs(ARGUMENTS));
show('minimist, string', minimist(ARGUMENTS, { string: ['card', 'id', 'phone', 'code', '_'] }));
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
minimist: [6006491234567890000,730415,15125550100,"12E3",730416]
mri: [6006491234567890000,730415,15125550100,12000,"0730416"]
yargs-parser: ["6006491234567890123","0730415","+15125550100","12E3","0730416"]
minimist, string: ["6006491234567890123","0730415","+15125550100","12E3","0730416"]
EXPECTED
