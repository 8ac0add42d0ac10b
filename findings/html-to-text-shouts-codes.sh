#!/usr/bin/env bash
# You make the text part of an email from its HTML with html-to-text. The reward code, or a short link, is in a heading. Guess: the text of the
# heading stays as it is, perhaps with a line under it.
# html-to-text 10.0.1 writes headings in capitals: aBc12xY becomes ABC12XY, which is not a code, and the link leads nowhere, for everyone who reads
# the text part. Version 9.0.5 does the same. The option uppercase: false turns it off, separately for each tag.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts html-to-text@10.0.1 html-to-text-9@npm:html-to-text@9.0.5

cat > run.mjs <<'JS'
import { convert } from 'html-to-text';
import { convert as convert9 } from 'html-to-text-9';

const HTML = '<h1>Your code: aBc12xY</h1><h2>https://tacos.example/r/aBc12xY</h2><p>or aBc12xY</p>';
const show = (label, text) => console.log(`${label}: ${text.split('\n').filter(Boolean).join(' | ')}`);
show('10.0.1', convert(HTML));
show('9.0.5', convert9(HTML));
const selectors = ['h1', 'h2'].map((selector) => ({ selector, options: { uppercase: false } }));
show('10.0.1, uppercase: false', convert(HTML, { selectors }));
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
10.0.1: YOUR CODE: ABC12XY | HTTPS://TACOS.EXAMPLE/R/ABC12XY | or aBc12xY
9.0.5: YOUR CODE: ABC12XY | HTTPS://TACOS.EXAMPLE/R/ABC12XY | or aBc12xY
10.0.1, uppercase: false: Your code: aBc12xY | https://tacos.example/r/aBc12xY | or aBc12xY
EXPECTED
