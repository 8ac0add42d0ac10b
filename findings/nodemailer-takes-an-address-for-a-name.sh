#!/usr/bin/env bash
# A report goes to two people, and somebody has put a space or a line break between their addresses, or joined
# a list with one. Guess: both get it, or the mail is refused.
# Nodemailer 8.0.10, which n8n's Send Email uses, silently sends it to the first and takes the second for that person's name.
# Commas and semicolons separate addresses. A name with a comma before angle brackets is one name, even without quotes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts nodemailer@8.0.10

cat > run.cjs <<'JS'
const { createTransport } = require('nodemailer');

const transport = createTransport({ jsonTransport: true });
(async () => {
	for (const to of ['mara@example.com bo@example.com', 'mara@example.com\nbo@example.com', 'mara@example.com, bo@example.com', 'mara@example.com; bo@example.com', 'Garcia, Mara <mara@example.com>']) {
		const { envelope, message } = await transport.sendMail({ from: 'n8n@example.com', to, text: 'Report' });
		console.log(`${JSON.stringify(to)}: sent to ${envelope.to.join(' and ')}, ${JSON.stringify(JSON.parse(message).to)}`);
	}
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
"mara@example.com bo@example.com": sent to mara@example.com, [{"address":"mara@example.com","name":"bo@example.com"}]
"mara@example.com\nbo@example.com": sent to mara@example.com, [{"address":"mara@example.com","name":"bo@example.com"}]
"mara@example.com, bo@example.com": sent to mara@example.com and bo@example.com, [{"address":"mara@example.com","name":""},{"address":"bo@example.com","name":""}]
"mara@example.com; bo@example.com": sent to mara@example.com and bo@example.com, [{"address":"mara@example.com","name":""},{"address":"bo@example.com","name":""}]
"Garcia, Mara <mara@example.com>": sent to mara@example.com, [{"address":"mara@example.com","name":"Garcia, Mara"}]
EXPECTED
