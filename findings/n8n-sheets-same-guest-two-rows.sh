#!/usr/bin/env bash
# Append or Update Row of n8n's Google Sheets node writes guests to a sheet. It matches on the email and maps
# automatically, and a new guest comes twice in one run. Guess: the first item adds a row and the second
# updates it, and a value that has become null is emptied in the sheet.
# Google Sheets 4.7 of n8n-nodes-base 2.40.2 (what it decides to write to a given sheet, without Google) reads the emails before the
# first item, so it appends both, and from the next run on it updates only the first of the two rows. null writes nothing, so a tier
# that has ended stays. An empty email matches the first row without one, and overwrites it. Different capitals make another guest.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps jsonwebtoken@9.0.3 @e965/xlsx@0.20.3

cat > decide.cjs <<'JS'
const { execute } = require('./package/dist/nodes/Google/Sheet/v2/actions/sheet/appendOrUpdate.operation.js');
const { GoogleSheet } = require('./package/dist/nodes/Google/Sheet/v2/helpers/GoogleSheet.js');

const ROWS = [['email', 'tier', 'points'], ['mara@example.com', 'gold', 120], ['', 'silver', 5]];
async function write(label, guests) {
	const parameters = { 'columns.mappingMode': 'autoMapInputData', 'columns.matchingColumns': ['email'], 'columns.schema': [], options: {} };
	const context = {
		getNode: () => ({ name: 'Google Sheets', typeVersion: 4.7 }),
		getInputData: () => guests.map((json) => ({ json })),
		getNodeParameter: (name, _item, fallback) => parameters[name] ?? fallback,
	};
	const decided = { updated: [], appended: [] };
	const sheet = Object.assign(new GoogleSheet('none', context), {
		getData: async () => ROWS,
		batchUpdate: async (cells) => decided.updated.push(...cells.map(({ range, values }) => `${range} = ${values}`)),
		appendEmptyRowsOrColumns: async () => undefined,
		appendSheetData: async ({ inputData }) => decided.appended.push(...inputData.map(({ email }) => email)),
	});
	await execute.call(context, sheet, 'Guests', '0');
	console.log(`${label}: updates ${decided.updated.join(', ') || 'nothing'}, appends ${decided.appended.join(', ') || 'nothing'}`);
}
(async () => {
	await write('Mara, known', [{ email: 'mara@example.com', tier: 'gold', points: 130 }]);
	await write('Bo, new, twice', [{ email: 'bo@example.com', points: 5 }, { email: 'bo@example.com', points: 10 }]);
	await write('Mara without a tier', [{ email: 'mara@example.com', tier: null, points: 130 }]);
	await write('a guest without an email', [{ email: '', tier: 'bronze', points: 1 }]);
	await write('Mara in capitals', [{ email: 'Mara@example.com', tier: 'gold', points: 130 }]);
})();
JS
seen=$(node decide.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Mara, known: updates Guests!B2 = gold, Guests!C2 = 130, appends nothing
Bo, new, twice: updates nothing, appends bo@example.com, bo@example.com
Mara without a tier: updates Guests!C2 = 130, appends nothing
a guest without an email: updates Guests!B3 = bronze, Guests!C3 = 1, appends nothing
Mara in capitals: updates nothing, appends Mara@example.com
EXPECTED
