#!/usr/bin/env bash
# A workflow sends Braze only what has changed in a profile, and finds that with deep-object-diff: diff(before, after), or updatedDiff(). A guest has a
# list of tags. Guess: for tags it returns the new list, as a list cannot be sent in part; and a field that is gone is null.
# deep-object-diff 1.1.9 returns an object of the places that differ: one more tag is {"1":"gold"}, which Braze stores as an object, or refuses, where
# every segment asks for a list. A tag less is undefined at its place, and in JSON {}. A field that is gone is not in the JSON at all, so the phone
# that a guest has taken back stays. updatedDiff() does not tell of a tag more or less. A test with texts and numbers passes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts deep-object-diff@1.1.9

cat > changes.cjs <<'JS'
const { diff, updatedDiff } = require('deep-object-diff');

const show = (what, before, after) => console.log(`${what}: ${JSON.stringify(diff(before, after))}, updated ${JSON.stringify(updatedDiff(before, after))}`);
show('tier', { tier: 'silver', points: 50 }, { tier: 'gold', points: 50 });
show('one tag more', { tags: ['vip'] }, { tags: ['vip', 'gold'] });
show('one tag less', { tags: ['vip', 'gold'] }, { tags: ['vip'] });
show('another tag', { tags: ['vip', 'silver'] }, { tags: ['vip', 'gold'] });
show('no phone any more', { id: 730415, phone: '+15125550100' }, { id: 730415 });
JS
seen=$(node changes.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
tier: {"tier":"gold"}, updated {"tier":"gold"}
one tag more: {"tags":{"1":"gold"}}, updated {}
one tag less: {"tags":{}}, updated {}
another tag: {"tags":{"1":"gold"}}, updated {"tags":{"1":"gold"}}
no phone any more: {}, updated {}
EXPECTED
