#!/usr/bin/env bash
# Links of a message, or of a list of offers, are made uniform with normalize-url, so that no link is there twice. Guess: capitals of the host,
# default ports and slashes too many go; what the link says to the server stays, as its address means the same.
# normalize-url 9.0.1 takes all parameters that begin with utm_ off, so that no visit is counted for the campaign any more; it takes www. off, which
# leads nowhere where only www. answers; and it sorts what is left, so that a signature over the query does not fit. Three options turn that off.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts normalize-url@9.0.1

cat > run.mjs <<'JS'
import normalizeUrl from 'normalize-url';

for (const url of ['https://tacos.example/menu?utm_source=braze&utm_campaign=win-back', 'https://www.tacos.example/menu/', 'https://tacos.example/r?guest=7&expires=1&code=a&sig=1f2e']) {
	console.log(`${url}\n  ${normalizeUrl(url)}`);
}
const asItIs = { removeQueryParameters: false, stripWWW: false, sortQueryParameters: false };
console.log(normalizeUrl('https://www.tacos.example/menu?utm_source=braze&a=1', asItIs));
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
https://tacos.example/menu?utm_source=braze&utm_campaign=win-back
  https://tacos.example/menu
https://www.tacos.example/menu/
  https://tacos.example/menu
https://tacos.example/r?guest=7&expires=1&code=a&sig=1f2e
  https://tacos.example/r?code=a&expires=1&guest=7&sig=1f2e
https://www.tacos.example/menu?utm_source=braze&a=1
EXPECTED
