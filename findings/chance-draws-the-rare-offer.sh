#!/usr/bin/env bash
# You draw offers with chance.weighted. The weights come from settings or a sheet, so they are text: 80, 15 and 5 out of a hundred. Guess: they count
# as numbers, as in a comparison or a product, or chance throws the error that it has for what is not a number.
# chance 1.1.13 adds them up as text: the sum of "80", "15" and "5" is 80155. The last offer, meant for 5 guests out of a hundred, goes to nearly all
# of them. As numbers, the weights work.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts chance@1.1.13

cat > run.mjs <<'JS'
import Chance from 'chance';

for (const weights of [[80, 15, 5], ['80', '15', '5'], ['5', '15', '80']]) {
	const chance = new Chance(1);
	const drawn = { 'a soda': 0, 'a taco': 0, 'a dinner': 0 };
	for (let guest = 0; guest < 1000; guest++) drawn[chance.weighted(Object.keys(drawn), weights)]++;
	console.log(`${JSON.stringify(weights)}: ${JSON.stringify(drawn)}`);
}
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
[80,15,5]: {"a soda":795,"a taco":161,"a dinner":44}
["80","15","5"]: {"a soda":2,"a taco":112,"a dinner":886}
["5","15","80"]: {"a soda":0,"a taco":10,"a dinner":990}
EXPECTED
