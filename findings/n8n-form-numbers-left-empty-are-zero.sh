#!/usr/bin/env bash
# An n8n form asks for a name and the number of a loyalty card, and guests without a card leave that field empty. Guess: an empty field is null, like
# a field that was not sent, or an empty text, like the name.
# n8n-nodes-base 2.40.2: a browser sends the empty field as an empty text, and a field of type Number turns that into 0. All guests without a card
# have the card 0, and are one guest for anything that looks for it. A guest who does not say how many are coming comes with nobody.
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
	const fields = [{ fieldLabel: 'Name', fieldType: 'text' }, { fieldLabel: 'Card', fieldType: 'number' }];
	for (const card of ['730415', '']) await show(fields, [card && 'Ana', card]);
	await show(fields, []);
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{"Name":"Ana","Card":730415}
{"Name":"","Card":0}
{"Name":null,"Card":null}
EXPECTED
