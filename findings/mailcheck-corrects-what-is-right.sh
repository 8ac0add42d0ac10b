#!/usr/bin/env bash
# A sign-up form asks "did you mean", with Mailcheck, before it takes a guest's address. Guess: of an address that is right it suggests
# nothing, and a suggestion is a domain that exists.
# Mailcheck 1.1.1 compares with the domains that it knows, then each half with their halves, and takes what is nearest: proton.me
# becomes proton.de, hey.com sky.com, email.com gmail.com, and an address of a company is put together anew: company.co becomes
# commpany.co, tacos.co tacoms.co, which nobody has. A domain of its list stays, and so do many others.
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
