#!/usr/bin/env bash
# Guest comments go into an email to the team, or a message is shown in an app, and linkifyjs or Autolinker makes the links in it clickable.
# Guess: they link what begins with http or www., and names that are clearly meant as addresses, such as tacos.example.com.
# linkifyjs 4.4.0 and Autolinker 4.1.5 link any word followed by a period, no space, and any top-level domain: great.Me, cold.No, tacos.Best and
# Thanks.It lead to the sites of strangers, in the name of the brand.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts linkifyjs@4.4.0 autolinker@4.1.5

cat > run.mjs <<'JS'
import autolinker from 'autolinker';
import { find } from 'linkifyjs';

const Autolinker = autolinker.default ?? autolinker;
for (const text of ['They are great.Me and the kids love them', 'It was cold.No salsa either', 'The tacos.Best in town', 'Thanks.It was good', 'see tacos.example.com']) {
	const links = [find(text).map(({ value }) => value), Autolinker.parse(text).map((match) => match.getMatchedText())];
	console.log(links.map((found) => found.join() || '-').join(', '));
}
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
great.Me, great.Me
cold.No, cold.No
tacos.Best, tacos.Best
Thanks.It, Thanks.It
tacos.example.com, tacos.example.com
EXPECTED
