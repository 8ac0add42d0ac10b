#!/usr/bin/env bash
# A message written by people or a model goes through n8n's Markdown node to become HTML, or through
# removeMarkdown() to become plain text. It contains codes, links and Liquid with underscores. Guess: as everywhere
# since CommonMark, underscores inside a word stay underscores, and only what is meant as Markdown changes.
# Markdown 1 of n8n-nodes-base 2.40.2 (showdown 2.1.0) reads every two of them as italics, even across words: guests get a different code
# and a link to nowhere, and Braze gets Liquid it cannot read. removeMarkdown() of n8n-workflow 2.40.1 removes them from codes, and the
# minus sign from "- 50". From HTML to Markdown, the node puts a backslash before each. Its option Literal Mid Word Underscores helps.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"
tar -xzf n8n-nodes-base-2.40.2.tgz package/dist/nodes/Markdown
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps showdown@2.1.0 node-html-markdown@1.2.0
sed '1,/^cat >/d; /^JS$/,$d' "$here/n8n-expressions" > expressions.cjs

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');
const { evaluate } = require('./expressions.cjs');

const TEXTS = ['Your code: FREE_TACO_50', 'https://tacos.example/r/a_b_c', 'Hi {{${first_name}}} of {{custom_attribute.${favorite_store}}}', '- 50 points'];
const convert = async (parameters, text) => (await run('Markdown/Markdown', 1, { destinationKey: 'text', options: {}, ...parameters }, [{ given: text }]))[0][0].text;
(async () => {
	for (const text of TEXTS) {
		const markdown = { mode: 'markdownToHtml', markdown: '={{ $json.given }}' };
		console.log(text);
		console.log(`  to HTML: ${(await convert(markdown, text)).replaceAll('\n', '')}`);
		console.log(`  with literal underscores: ${(await convert({ ...markdown, options: { literalMidWordUnderscores: true } }, text)).replaceAll('\n', '')}`);
		console.log(`  from HTML: ${await convert({ mode: 'htmlToMarkdown', html: '={{ $json.given }}' }, `<p>${text}</p>`)}`);
		if (!text.includes('{{')) console.log(`  removeMarkdown(): ${evaluate(`'${text}'.removeMarkdown()`)}`);
	}
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Your code: FREE_TACO_50
  to HTML: <p>Your code: FREE<em>TACO</em>50</p>
  with literal underscores: <p>Your code: FREE_TACO_50</p>
  from HTML: Your code: FREE\_TACO\_50
  removeMarkdown(): Your code: FREETACO50
https://tacos.example/r/a_b_c
  to HTML: <p>https://tacos.example/r/a<em>b</em>c</p>
  with literal underscores: <p>https://tacos.example/r/a_b_c</p>
  from HTML: https://tacos.example/r/a\_b\_c
  removeMarkdown(): https://tacos.example/r/a_b_c
Hi {{${first_name}}} of {{custom_attribute.${favorite_store}}}
  to HTML: <p>Hi {{${first<em>name}}} of {{custom</em>attribute.${favorite_store}}}</p>
  with literal underscores: <p>Hi {{${first_name}}} of {{custom_attribute.${favorite_store}}}</p>
  from HTML: Hi {{${first\_name}}} of {{custom\_attribute.${favorite\_store}}}
- 50 points
  to HTML: <ul><li>50 points</li></ul>
  with literal underscores: <ul><li>50 points</li></ul>
  from HTML: \- 50 points
  removeMarkdown(): 50 points
EXPECTED
