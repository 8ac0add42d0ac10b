#!/usr/bin/env bash
# A sign-up form asks "did you mean", with Mailcheck, before it accepts a guest's address. Guess: it suggests nothing for a correct address, and only
# domains that exist.
# Mailcheck 1.1.1 compares the domain with those that it knows, then each half with their halves, and takes the nearest: proton.me becomes proton.de,
# hey.com becomes sky.com, and email.com becomes gmail.com. It pieces a company's address together anew: company.co becomes commpany.co, and tacos.co
# becomes tacoms.co, which nobody has. A domain on its list stays, and so do many others.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mailcheck@1.1.1

cat > suggestions.js <<'JS'
const mailcheck = require('mailcheck');

const suggestion = (domain) => mailcheck.run({ email: `mara@${domain}` })?.domain ?? '-';
for (const domains of [
	['gmial.com', 'hotnail.com', 'gmail.com', 'icloud.com', 'utexas.edu', 'tacos.com'],
	['proton.me', 'hey.com', 'email.com', 'pm.me', 'usa.com', 'yahoo.com.mx'],
	['company.co', 'tacos.co', 'tacos.me', 'tacos.io', 'tacos.app'],
]) {
	console.log(domains.map((domain) => `${domain}: ${suggestion(domain)}`).join(', '));
}
JS
seen=$(node suggestions.js)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
gmial.com: gmail.com, hotnail.com: hotmail.com, gmail.com: -, icloud.com: -, utexas.edu: -, tacos.com: -
proton.me: proton.de, hey.com: sky.com, email.com: gmail.com, pm.me: gmx.de, usa.com: msn.com, yahoo.com.mx: yahoo.com
company.co: commpany.co, tacos.co: tacoms.co, tacos.me: tacos.de, tacos.io: tacos.it, tacos.app: tacos.jp
EXPECTED
