#!/usr/bin/env bash
# An API has fields such as address_1 and points_30d. You convert them to camel case for JavaScript, and back to snake case on the way out. Guess: the
# round trip returns the same names.
# humps 2.0.1, camelcase-keys 10.0.3 with snakecase-keys 8.1.0, and lodash 4.18.1 each return other names: address1, points30_d, points_30_d. The API
# ignores the field, and Braze gets an extra attribute beside the one that messages use. Keys that are really values change, too: the store S202_B,
# 2026-11 (which becomes 202611), and an email.
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
