#!/usr/bin/env bash
# An email is built with React Email, with Liquid in its texts, which Braze fills in: {"Hi {{ first_name | default: 'friend' }}!"}. Guess: texts
# arrive as they are; at most React escapes what HTML asks for, which is the same for whoever reads the HTML.
# React Email 2.3.1 (React 19.3.1) writes &#x27;, &quot; and &gt;, and Liquid comes before anybody reads the HTML. In Ruby's Liquid 5.4.0, guests
# without a name read "Hi !", points &gt; 100 is everybody who has points, and tier == &quot;gold&quot; is who has no tier, and no gold guest. There
# is no error, and names alone are right. With plainText, the quotes stay, but a heading is in capitals, also the Liquid in it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts react@19.3.1 react-dom@19.3.1 @react-email/render@2.3.1

cat > email.cjs <<'JS'
const { createElement: tag } = require('react');
const { render } = require('@react-email/render');

const TEXTS = [
	"Hi {{ first_name | default: 'friend' }}!",
	'{% if points > 100 %}You have more than 100 points.{% else %}You have up to 100 points.{% endif %}',
	'{% if tier == "gold" %}Your table is ready.{% else %}Join us.{% endif %}',
];
(async () => {
	const lines = [];
	for (const text of TEXTS) {
		const html = await render(tag('p', null, text));
		lines.push({ text, html: /<p>(.*)<\/p>/.exec(html)[1] });
	}
	require('node:fs').writeFileSync('lines.json', JSON.stringify(lines));
	console.log(`plainText: ${await render(tag('h1', null, 'Code {{ code }}'), { plainText: true })}`);
})();
JS
seen=$(
	node email.cjs
	run_ruby -rjson - <<'RUBY'
require 'liquid'
puts "Liquid #{Liquid::VERSION}"
GUESTS = { 'Ana, gold, 500 points' => { 'first_name' => 'Ana', 'tier' => 'gold', 'points' => 500 }, 'no name, no tier, 5 points' => { 'points' => 5 } }
JSON.parse(File.read('lines.json')).each do |line|
  puts line['html']
  GUESTS.each do |name, guest|
    say = ->(text) { Liquid::Template.parse(text).render(guest) }
    puts "  #{name}: #{say.(line['text'])} By React Email: #{say.(line['html'])}"
  end
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
plainText: CODE {{ CODE }}
Liquid 5.4.0
Hi {{ first_name | default: &#x27;friend&#x27; }}!
  Ana, gold, 500 points: Hi Ana! By React Email: Hi Ana!
  no name, no tier, 5 points: Hi friend! By React Email: Hi !
{% if points &gt; 100 %}You have more than 100 points.{% else %}You have up to 100 points.{% endif %}
  Ana, gold, 500 points: You have more than 100 points. By React Email: You have more than 100 points.
  no name, no tier, 5 points: You have up to 100 points. By React Email: You have more than 100 points.
{% if tier == &quot;gold&quot; %}Your table is ready.{% else %}Join us.{% endif %}
  Ana, gold, 500 points: Your table is ready. By React Email: Join us.
  no name, no tier, 5 points: Join us. By React Email: Your table is ready.
EXPECTED
