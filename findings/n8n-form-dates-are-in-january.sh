#!/usr/bin/env bash
# An n8n form asks for a birthday. Its fields are defined as JSON, where a date can have a format: "formatDate": "dd/MM/yyyy", as Luxon writes day,
# month and year everywhere in n8n. Guess: July 15, 1990, comes out as 15/07/1990.
# n8n-nodes-base 2.40.2 reads the month that was sent as minutes, so every birthday is in January: 15/01/1990. With dd/mm/yyyy, where Luxon's mm means
# minutes, it is right by accident. Without a format the day comes out as 1990-07-15.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps isbot@3.6.13 jsonwebtoken@9.0.3 sanitize-html@2.17.5 basic-auth@2.0.1

cat > run.cjs <<'JS'
const { prepareFormReturnItem } = require('./package/dist/nodes/Form/utils/utils.js');
const { tryToParseJsonToFormFields } = require('n8n-workflow');

// What a form trigger has when a browser has sent the fields.
const context = (data) => ({
	getRequestObject: () => ({ contentType: 'multipart/form-data', query: {} }),
	getBodyData: () => ({ data, files: {} }),
	getNode: () => ({ type: 'n8n-nodes-base.formTrigger', typeVersion: 2.3 }),
	getNodeParameter: (_name, fallback) => fallback,
	...{ getWorkflowSettings: () => ({}), getTimezone: () => 'UTC', getHeaderData: () => ({}) },
});
const show = async (fields, sent) => {
	const data = Object.fromEntries(sent.map((value, index) => [`field-${index}`, value]));
	const { submittedAt, formMode, ...json } = (await prepareFormReturnItem(context(data), tryToParseJsonToFormFields(JSON.stringify(fields)), 'production')).json;
	console.log(JSON.stringify(json));
};
(async () => {
	for (const formatDate of ['dd/MM/yyyy', 'dd/mm/yyyy', undefined]) {
		await show([{ fieldLabel: 'Birthday', fieldType: 'date', ...(formatDate && { formatDate }) }], ['1990-07-15']);
	}
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{"Birthday":"15/01/1990"}
{"Birthday":"15/07/1990"}
{"Birthday":"1990-07-15"}
EXPECTED
