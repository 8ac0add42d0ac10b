#!/usr/bin/env bash
# Guests answer a message by email, and node-email-reply-parser removes the quoted message and the signature
# before somebody reads it. Guess: what the guest wrote stays; a signature begins at "-- " on a line of its own.
# node-email-reply-parser 0.1.4 takes any line that begins with a minus and a letter or digit, or with two
# minuses, for the start of the signature: everything from "-50 points are missing" on is gone, and so is
# "--please call me". A list with a space after the minus stays. email-reply-parser 2.3.7 keeps all of it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts node-email-reply-parser@0.1.4 email-reply-parser@2.3.7

cat > run.mjs <<'JS'
import EmailReplyParser from 'email-reply-parser';
import parse from 'node-email-reply-parser';

const other = new (EmailReplyParser.default ?? EmailReplyParser)();
for (const lines of [['Great tacos!', '-50 points are missing', 'Please add them'], ['What was wrong:', '-cold food', '-no salsa'], ['Thanks!', '--please call me'], ['We had', '- tacos', '- soda'], ['Bye', '-- ', 'Ana']]) {
	const shown = [parse(lines.join('\n'), true), other.read(lines.join('\n')).getVisibleText()].map((text) => text.trim().split('\n').join(' / '));
	console.log(shown.join('   |   '));
}
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Great tacos!   |   Great tacos! / -50 points are missing / Please add them
What was wrong:   |   What was wrong: / -cold food / -no salsa
Thanks!   |   Thanks! / --please call me
We had / - tacos / - soda   |   We had / - tacos / - soda
Bye   |   Bye
EXPECTED
