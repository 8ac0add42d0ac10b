#!/usr/bin/env bash
# A link comes from HTML or XML, where & may be written as &amp;, and is decoded before it is stored, texted or called:
# tacos.example/?store=202&region=5. Guess: a bare & stays as it is, as only &amp; and the like, with a semicolon, are entities.
# he 1.2.0, entities 9.0.0 and html-entities 2.6.0 also read the old names without a semicolon, as HTML does in text: &region becomes ®ion, &notify
# ¬ify, &currency ¤cy, &timestamp ×tamp, &section §ion, and &copy ©. So the link loses its region and its currency, and shows another offer. &store
# and &amp;region are right. The rules for attributes keep the link whole: isAttributeValue in he, decodeHTMLAttribute in entities, scope: 'strict' in
# html-entities.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts he@1.2.0 entities@9.0.0 html-entities@2.6.0

cat > links.cjs <<'JS'
(async () => {
	const he = require('he');
	const { decodeHTML, decodeHTMLAttribute } = await import('entities');
	const { decode } = require('html-entities');
	const link = 'https://tacos.example/?store=202&region=5&notify=1&currency=USD&timestamp=1773512400&section=2&copy=1';
	const DECODERS = { he: (text) => he.decode(text), entities: decodeHTML, 'html-entities': (text) => decode(text) };
	const MILD = { he: (text) => he.decode(text, { isAttributeValue: true }), entities: decodeHTMLAttribute, 'html-entities': (text) => decode(text, { scope: 'strict' }) };
	for (const [name, read] of Object.entries(DECODERS)) {
		const parameters = [...new URL(read(link)).searchParams.keys()];
		console.log(`${name}: ${read(link)}`);
		console.log(`  parameters ${parameters.join(' ')}; with &amp; right: ${read(link.replaceAll('&', '&amp;')) === link}; as an attribute right: ${MILD[name](link) === link}`);
	}
})();
JS
seen=$(node links.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
he: https://tacos.example/?store=202®ion=5¬ify=1¤cy=USD×tamp=1773512400§ion=2©=1
  parameters store; with &amp; right: true; as an attribute right: true
entities: https://tacos.example/?store=202®ion=5¬ify=1¤cy=USD×tamp=1773512400§ion=2©=1
  parameters store; with &amp; right: true; as an attribute right: true
html-entities: https://tacos.example/?store=202®ion=5¬ify=1¤cy=USD×tamp=1773512400§ion=2©=1
  parameters store; with &amp; right: true; as an attribute right: true
EXPECTED
