#!/usr/bin/env bash
# A workflow compares a profile with the one of yesterday and sends what has changed, as a JSON Patch: createPatch() of rfc6902, compare() of
# fast-json-patch. last_visit is a Date, as databases return it. Guess: a new day replaces the old one, as JSON has it; the same day is no change.
# rfc6902 5.4.0 sees two objects without fields, so it never finds a change: Braze keeps the first visit of each guest, and who was there yesterday is
# asked back. fast-json-patch 3.1.1 adds each letter of the new day to the old one, 24 times, also where the day is the same, so that every guest has
# changed, and who applies the patch has the old day. From null to a day both are right. Days as text are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts rfc6902@5.4.0 fast-json-patch@3.1.1

cat > run.cjs <<'JS'
const { createPatch } = require('rfc6902');
const { applyPatch, compare } = require('fast-json-patch');

const guest = (day) => ({ last_visit: day && new Date(day) });
const show = (patch) => `${patch.length} operations${patch.length ? `, the first ${JSON.stringify(patch[0])}` : ''}`;
for (const [before, after] of [['2026-03-14', '2026-11-30'], ['2026-03-14', '2026-03-14'], [null, '2026-11-30']]) {
	console.log(`${before} to ${after}: rfc6902 ${show(createPatch(guest(before), guest(after)))}`);
	console.log(`  fast-json-patch ${show(compare(guest(before), guest(after)))}`);
}
const applied = applyPatch(guest('2026-03-14'), compare(guest('2026-03-14'), guest('2026-11-30'))).newDocument;
console.log(`applied: ${JSON.stringify(applied)}`);
const text = (day) => ({ last_visit: day });
console.log(`as text: ${show(createPatch(text('2026-03-14'), text('2026-11-30')))}`);
console.log(`  fast-json-patch ${show(compare(text('2026-03-14'), text('2026-11-30')))}`);
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
2026-03-14 to 2026-11-30: rfc6902 0 operations
  fast-json-patch 24 operations, the first {"op":"add","path":"/last_visit/0","value":"2"}
2026-03-14 to 2026-03-14: rfc6902 0 operations
  fast-json-patch 24 operations, the first {"op":"add","path":"/last_visit/0","value":"2"}
null to 2026-11-30: rfc6902 1 operations, the first {"op":"replace","path":"/last_visit","value":"2026-11-30T00:00:00.000Z"}
  fast-json-patch 1 operations, the first {"op":"replace","path":"/last_visit","value":"2026-11-30T00:00:00.000Z"}
applied: {"last_visit":"2026-03-14T00:00:00.000Z"}
as text: 1 operations, the first {"op":"replace","path":"/last_visit","value":"2026-11-30"}
  fast-json-patch 1 operations, the first {"op":"replace","path":"/last_visit","value":"2026-11-30"}
EXPECTED
