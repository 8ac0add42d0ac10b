#!/usr/bin/env bash
# Rules are formulas, as marketers know them from a sheet, and HyperFormula works them out: =IF(expires>TODAY(),"good","expired"), =expires+30. Days
# are there as an American sheet or an API writes them: 03/04/2026, 2026-03-14. Guess: a day is read as in Excel in the United States, or, as text, is
# an error.
# HyperFormula 3.5.0 reads days day first by default: 03/04/2026 is April 3. What cannot be one, 03/14/2026, and every ISO day are texts, and a text
# is more than any number: these rewards never expire, whatever the year, and the rest expire on another day. Only arithmetic has an error. It has to
# be told: dateFormats: ['MM/DD/YYYY', 'YYYY-MM-DD'].
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts hyperformula@3.5.0

cat > rules.cjs <<'JS'
const { HyperFormula } = require('hyperformula');

console.log(`HyperFormula ${HyperFormula.version}`);
const RULES = ['=IF(A1>DATE(2026,3,20),"good","expired")', '=TEXT(A1+30,"yyyy-mm-dd")'];
for (const dateFormats of [undefined, ['MM/DD/YYYY', 'YYYY-MM-DD']]) {
	console.log(dateFormats ? `dateFormats ${dateFormats.join(', ')}` : 'by default');
	for (const day of ['03/04/2026', '03/14/2026', '2026-03-14', '03/14/2019']) {
		const sheet = HyperFormula.buildFromArray([[day, ...RULES]], { licenseKey: 'gpl-v3', ...(dateFormats && { dateFormats }) });
		const [, state, later] = sheet.getSheetValues(0)[0].map((value) => value?.value ?? value);
		console.log(`  ${day}: on March 20, 2026 ${state}; 30 days later ${later}`);
	}
}
JS
seen=$(node rules.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
HyperFormula 3.5.0
by default
  03/04/2026: on March 20, 2026 good; 30 days later 2026-05-03
  03/14/2026: on March 20, 2026 good; 30 days later #VALUE!
  2026-03-14: on March 20, 2026 good; 30 days later #VALUE!
  03/14/2019: on March 20, 2026 good; 30 days later #VALUE!
dateFormats MM/DD/YYYY, YYYY-MM-DD
  03/04/2026: on March 20, 2026 expired; 30 days later 2026-04-03
  03/14/2026: on March 20, 2026 expired; 30 days later 2026-04-13
  2026-03-14: on March 20, 2026 expired; 30 days later 2026-04-13
  03/14/2019: on March 20, 2026 expired; 30 days later 2019-04-13
EXPECTED
