#!/usr/bin/env bash
# You ask guests with fewer than 5 points to come back, and the points of some guests are unknown. Guess: these are left out, however the data says
# that there are no points.
# Filter 2.2 of n8n-nodes-base 2.40.2, with Convert Types, keeps a guest with null, an empty text or a blank; it leaves out a guest without the field.
# For "is equal to 0", null is not 0, but an empty text is. If and Switch share its code.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const filter = (operation, rightValue) => {
	const options = { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 };
	const operator = { type: 'number', operation };
	const conditions = { options, combinator: 'and', conditions: [{ id: '1', leftValue: '={{ $json.points }}', rightValue, operator }] };
	return { conditions, looseTypeValidation: true, options: {} };
};
(async () => {
	for (const guest of [{ points: 0 }, { points: 7 }, { points: null }, {}, { points: '' }, { points: ' ' }]) {
		const [less] = await run('Filter/Filter', 2.2, filter('lt', 5), [guest]);
		const [zero] = await run('Filter/Filter', 2.2, filter('equals', 0), [guest]);
		console.log(`${JSON.stringify(guest)}: less than 5 ${less.length > 0}, equal to 0 ${zero.length > 0}`);
	}
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{"points":0}: less than 5 true, equal to 0 true
{"points":7}: less than 5 false, equal to 0 false
{"points":null}: less than 5 true, equal to 0 false
{}: less than 5 false, equal to 0 false
{"points":""}: less than 5 true, equal to 0 true
{"points":" "}: less than 5 true, equal to 0 true
EXPECTED
