#!/usr/bin/env bash
# A workflow uses chrono-node to find dates in what people write: when an offer ends, or when a guest visited. Guess: it finds what is a date,
# relative to a given day, and a bare weekday is the next one.
# chrono-node 2.10.3, on Sunday, November 29: "Friday" is two days ago, so an offer until Friday has already expired, whereas Wednesday is still to
# come. "We sat outside in the sun" is yesterday and today, "Wed love to come back" is Wednesday, "1/2 price" January 2, "open 24/7" July 24, "10/10"
# October 10. Praise becomes a visit, and half price becomes the end of an offer. forwardDate: true finds the next Friday, but still reads all the
# others as dates.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts chrono-node@2.10.3

cat > texts.cjs <<'JS'
const chrono = require('chrono-node');

const sunday = new Date('2026-11-29T12:00:00Z');
const TEXTS = ['Until Friday', 'Until Wednesday', 'We sat outside in the sun', '1/2 price burritos', 'We are open 24/7', 'Great place, 10/10', 'Wed love to come back', 'I may come back', 'Tables for 2 at 7'];
for (const text of TEXTS) {
	const read = (options) => chrono.parse(text, sunday, options).map(({ text: found, start }) => `${found} ${start.date().toISOString().slice(0, 10)}`).join(', ') || 'nothing';
	console.log(`${text}: ${read({})}; forwardDate: ${read({ forwardDate: true })}`);
}
JS
seen=$(TZ=UTC node texts.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Until Friday: Friday 2026-11-27; forwardDate: Friday 2026-12-04
Until Wednesday: Wednesday 2026-12-02; forwardDate: Wednesday 2026-12-02
We sat outside in the sun: sat 2026-11-28, sun 2026-11-29; forwardDate: sat 2026-12-05, sun 2026-11-29
1/2 price burritos: 1/2 2027-01-02; forwardDate: 1/2 2027-01-02
We are open 24/7: 24/7 2026-07-24; forwardDate: 24/7 2027-07-24
Great place, 10/10: 10/10 2026-10-10; forwardDate: 10/10 2027-10-10
Wed love to come back: Wed 2026-12-02; forwardDate: Wed 2026-12-02
I may come back: nothing; forwardDate: nothing
Tables for 2 at 7: at 7 2026-11-29; forwardDate: at 7 2026-11-30
EXPECTED
