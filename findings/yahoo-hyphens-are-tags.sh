#!/usr/bin/env bash
# A sign-up form or an importer makes addresses uniform with validator's normalizeEmail(), which express-validator has, too, so
# that nobody is a guest twice. Guess: capitals and tags (+tacos) go, as its README says, and two mailboxes never become one.
# validator 13.15.35 takes what follows a hyphen for a tag at Yahoo and its other domains: guest7304-ann@yahoo.com,
# guest7304-lou@yahoo.com and guest7304@yahoo.com become one guest, and the mail goes to the third. Yahoo's tags are different:
# they follow a name that the owner has set up for them, which nobody can tell from an address. At other domains, hyphens stay.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts validator@13.15.35 express-validator@7.3.2

cat > addresses.cjs <<'JS'
const validator = require('validator');
const { body } = require('express-validator');

(async () => {
	for (const email of ['guest7304-ann@yahoo.com', 'guest7304-lou@yahoo.com', 'Guest7304@yahoo.com', 'guest7304-ann@ymail.com', 'guest7304-ann@rocketmail.com', 'guest7304-ann@yahoo.co.uk', 'guest7304-ann@outlook.com', 'guest7304-ann@tacos.example', 'guest7304+tacos@outlook.com']) {
		const req = { body: { email } };
		await body('email').isEmail().normalizeEmail().run(req);
		console.log(`${email}: ${validator.normalizeEmail(email)}, ${req.body.email}`);
	}
})();
JS
seen=$(node addresses.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
guest7304-ann@yahoo.com: guest7304@yahoo.com, guest7304@yahoo.com
guest7304-lou@yahoo.com: guest7304@yahoo.com, guest7304@yahoo.com
Guest7304@yahoo.com: guest7304@yahoo.com, guest7304@yahoo.com
guest7304-ann@ymail.com: guest7304@ymail.com, guest7304@ymail.com
guest7304-ann@rocketmail.com: guest7304@rocketmail.com, guest7304@rocketmail.com
guest7304-ann@yahoo.co.uk: guest7304@yahoo.co.uk, guest7304@yahoo.co.uk
guest7304-ann@outlook.com: guest7304-ann@outlook.com, guest7304-ann@outlook.com
guest7304-ann@tacos.example: guest7304-ann@tacos.example, guest7304-ann@tacos.example
guest7304+tacos@outlook.com: guest7304@outlook.com, guest7304@outlook.com
EXPECTED
