#!/usr/bin/env bash
# A report or a receipt comes as HTML, and n8n's HTML node extracts the text, for a message or a model. Guess: what is in two cells or on two lines
# stays apart, as on the page.
# HTML of n8n-nodes-base 2.40.2 (1.2, with html-to-text 9.0.5 and cheerio 1.1.0) puts nothing between cells: a quantity of 2 and a price of 12.50 are
# 212.50. The next row follows at once, and so do the entries of a list. Versions up to 1.1 also join lines: 50 points and 3 visits are 503.
# Extracting each cell by itself (td, Return Array) works.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps cheerio@1.1.0 html-to-text@9.0.5

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const data = '<table><tr><td>2</td><td>12.50</td></tr><tr><td>1</td><td>3.00</td></tr></table><p>Points: 50<br>3 visits</p><ul><li>Taco</li><li>Soda</li></ul>';
(async () => {
	for (const version of [1, 1.1, 1.2]) {
		for (const [cssSelector, returnArray] of [['table', false], ['tr', true], ['td', true], ['p', false], ['ul', false]]) {
			const values = [{ key: 'text', cssSelector, returnValue: 'text', returnArray }];
			const [[{ text }]] = await run('Html/Html', version, { operation: 'extractHtmlContent', sourceData: 'json', dataPropertyName: 'data', extractionValues: { values }, options: {} }, [{ data }]);
			console.log(`${version}, ${cssSelector}: ${JSON.stringify(text)}`);
		}
	}
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
1, table: "212.5013.00"
1, tr: ["212.50","13.00"]
1, td: ["2","12.50","1","3.00"]
1, p: "Points: 503 visits"
1, ul: "TacoSoda"
1.1, table: "212.5013.00"
1.1, tr: ["212.50","13.00"]
1.1, td: ["2","12.50","1","3.00"]
1.1, p: "Points: 503 visits"
1.1, ul: "TacoSoda"
1.2, table: "212.5013.00"
1.2, tr: ["212.50","13.00"]
1.2, td: ["2","12.50","1","3.00"]
1.2, p: "Points: 50\n3 visits"
1.2, ul: "TacoSoda"
EXPECTED
