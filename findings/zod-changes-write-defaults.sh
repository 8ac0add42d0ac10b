#!/usr/bin/env bash
# A profile schema has defaults for those who sign up: no emails, no points. Changes are checked with the same schema, made optional:
# Profile.partial(). Guess: fields that a change does not have stay out of it, as with Zod 3.
# Zod 4.6.7 fills in the defaults here too. The parsed change is written to the database or to Braze, so a guest who changes a phone number is
# unsubscribed and loses all points, without an error. With Zod 3, which the same package still has as zod/v3, there is only the phone number. In a
# schema for changes, make the field optional without a default.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts zod@4.6.7

cat > change.cjs <<'JS'
for (const [name, { z }] of Object.entries({ 'Zod 4': require('zod'), 'Zod 3': require('zod/v3') })) {
	const Profile = z.object({ phone: z.string(), email_opt_in: z.boolean().default(false), points: z.number().default(0) });
	const stored = { phone: '+15125550100', email_opt_in: true, points: 480 };
	const change = Profile.partial().parse({ phone: '+15125550199' });
	console.log(`${name}: the change is ${JSON.stringify(change)}; stored ${JSON.stringify({ ...stored, ...change })}`);
}
JS
seen=$(node change.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Zod 4: the change is {"phone":"+15125550199","email_opt_in":false,"points":0}; stored {"phone":"+15125550199","email_opt_in":false,"points":0}
Zod 3: the change is {"phone":"+15125550199"}; stored {"phone":"+15125550199","email_opt_in":true,"points":480}
EXPECTED
