#!/usr/bin/env bash
# Rules are lines of text in the settings, which mathjs evaluates for each guest: card == 6006491234567890 for a card that was lost, or at >
# 1773512400123 for events later than the last one. All these numbers are exact in JavaScript. Guess: equal is equal, as with ===; at most, 0.1 + 0.2
# equals 0.3. Two texts are equal if their letters are.
# mathjs 15.2.0 takes numbers for equal that differ by less than a trillionth of their size: with 16 digits, the 6,000 cards on either side are that
# card, and gift cards of one batch are neighbours. An event a millisecond later is not later, so it is dropped. != is never true of them, and texts are
# read as numbers first, so cards as text are equal as well. IDs of up to twelve digits are right, so tests pass. equalText(), or numbers as BigNumber
# with a smaller relTol, tell them apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mathjs@15.2.0

cat > rules.cjs <<'JS'
const { all, create, evaluate } = require('mathjs');

const CARD = 6006491234567890;
const show = (rule, values) => console.log(`${rule}, ${JSON.stringify(values)}: ${evaluate(rule, values)}`);
show('id == 730415', { id: 730416 });
for (const card of [CARD, CARD + 1, CARD + 6000, CARD + 10_000]) show(`card == ${CARD}`, { card });
show(`card != ${CARD}`, { card: CARD + 1 });
show('card == lost', { card: '6006491234567891', lost: '6006491234567890' });
show('equalText(card, lost)', { card: '6006491234567891', lost: '6006491234567890' });
show('at > last', { at: 1773512400124, last: 1773512400123 });
console.log(`BigNumber: ${create(all, { number: 'BigNumber', relTol: 1e-30, absTol: 1e-30 }).evaluate('6006491234567891 == 6006491234567890')}`);
JS
seen=$(node rules.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
id == 730415, {"id":730416}: false
card == 6006491234567890, {"card":6006491234567890}: true
card == 6006491234567890, {"card":6006491234567891}: true
card == 6006491234567890, {"card":6006491234573890}: true
card == 6006491234567890, {"card":6006491234577890}: false
card != 6006491234567890, {"card":6006491234567891}: false
card == lost, {"card":"6006491234567891","lost":"6006491234567890"}: true
equalText(card, lost), {"card":"6006491234567891","lost":"6006491234567890"}: false
at > last, {"at":1773512400124,"last":1773512400123}: false
BigNumber: false
EXPECTED
