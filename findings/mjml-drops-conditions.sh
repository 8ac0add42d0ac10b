#!/usr/bin/env bash
# You write an email in MJML, and one block is only for members of a tier: {% if tier == 'gold' %} before the component and {% endif %} after it.
# Guess: the tags come through, as they do inside a text; or MJML says that it cannot have text there.
# MJML 5.4.1 and 4.15.3 leave out what stands between components, without an error, even with strict validation: the block is in every guest's email.
# Tags come through inside mj-text, and in mj-raw between components.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mjml5@npm:mjml@5.4.1 mjml4@npm:mjml@4.15.3

cat > render.cjs <<'JS'
const block = (before, after) => `<mjml><mj-body><mj-section><mj-column>
${before}<mj-text>Your free dessert</mj-text>${after}
<mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>`;
const [IF, END] = ["{% if tier == 'gold' %}", '{% endif %}'];
const EMAILS = [
	['between components', block(IF, END)],
	['in mj-raw', block(`<mj-raw>${IF}</mj-raw>`, `<mj-raw>${END}</mj-raw>`)],
	['inside the text', block('', '').replace('Your free dessert', `${IF}Your free dessert${END}`)],
];
(async () => {
	for (const version of ['mjml5', 'mjml4']) {
		const exported = require(version);
		const render = exported.default ?? exported;
		for (const [label, email] of EMAILS) {
			const { html, errors } = await render(email, { validationLevel: 'strict' });
			const kept = [IF, END].filter((tag) => html.includes(tag)).length;
			console.log(`${version}, ${label}: ${kept} of 2 tags, dessert: ${html.includes('free dessert')}, errors: ${errors.length}`);
		}
	}
})();
JS
seen=$(node render.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
mjml5, between components: 0 of 2 tags, dessert: true, errors: 0
mjml5, in mj-raw: 2 of 2 tags, dessert: true, errors: 0
mjml5, inside the text: 2 of 2 tags, dessert: true, errors: 0
mjml4, between components: 0 of 2 tags, dessert: true, errors: 0
mjml4, in mj-raw: 2 of 2 tags, dessert: true, errors: 0
mjml4, inside the text: 2 of 2 tags, dessert: true, errors: 0
EXPECTED
