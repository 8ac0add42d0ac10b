#!/usr/bin/env bash
# An API has its fields as address_1, points_30d, and JavaScript wants camel case; on the way back they become snake case again. Guess: what goes there
# and back is what it was.
# humps 2.0.1, camelcase-keys 10.0.3 with snakecase-keys 8.1.0, and lodash 4.18.1 each come back with other names: address1, points30_d, points_30_d.
# So the API ignores the field, and Braze has one more attribute beside the one that messages use. Keys that are values change, too: S202_B, which is
# a store, 2026-11, which becomes 202611, and an email.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts humps@2.0.1 camelcase-keys@10.0.3 snakecase-keys@8.1.0 lodash@4.18.1

cat > run.mjs <<'JS'
import camelcaseKeys from 'camelcase-keys';
import humps from 'humps';
import lodash from 'lodash';
import snakecaseKeys from 'snakecase-keys';

const guest = { address_1: '1 Main St', points_30d: 120, opted_in: true };
const renamed = (object, name) => lodash.mapKeys(object, (_value, key) => name(key));
const show = (label, object) => console.log(`${label}: ${Object.keys(object).join(', ')}`);
show('humps', humps.decamelizeKeys(humps.camelizeKeys(guest)));
show('camelcase-keys, snakecase-keys', snakecaseKeys(camelcaseKeys(guest)));
show('lodash', renamed(renamed(guest, lodash.camelCase), lodash.snakeCase));
show('keys that are values', camelcaseKeys({ S202_B: 5, '2026-11': 3, 'ana@tacos.example': 1 }));
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
humps: address1, points30d, opted_in
camelcase-keys, snakecase-keys: address1, points30_d, opted_in
lodash: address_1, points_30_d, opted_in
keys that are values: 202611, s202B, ana@tacosExample
EXPECTED
