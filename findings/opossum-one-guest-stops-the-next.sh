#!/usr/bin/env bash
# Calls to a vendor go through opossum, a circuit breaker, with its defaults: if more than half of the calls within ten seconds fail, it makes no
# calls for half a minute. Guess: that takes several failures, such as five; and a guest whose number is refused is not a failure of the vendor.
# opossum 9.0.0 counts one failed call out of one as 100 percent. If the first call fails, as with a 400 for one guest's invalid phone number, the
# breaker opens at once, and the next guests get nothing, without a call. After a call that worked, the same failure opens nothing, so tests pass. A
# call that takes longer than the timeout goes on all the same: the guest gets both the message and the fallback. volumeThreshold: 5 helps, and so
# does errorFilter.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts opossum@9.0.0

cat > breaker.cjs <<'JS'
const CircuitBreaker = require('opossum');

const send = async (guest) => {
	if (guest === 'Bo') throw new Error('400 invalid phone');
	return `sent to ${guest}`;
};
async function fire(options, guests) {
	const breaker = new CircuitBreaker(send, { ...options });
	const said = [];
	for (const guest of guests) said.push(await breaker.fire(guest).catch(({ message }) => message));
	console.log(`${Object.keys(options)[0] ?? 'defaults'}: ${said.join('; ')}`);
	breaker.shutdown();
}
(async () => {
	await fire({}, ['Bo', 'Mara', 'Ana', 'Cy']);
	await fire({}, ['Mara', 'Bo', 'Ana', 'Cy']);
	await fire({ volumeThreshold: 5 }, ['Bo', 'Mara', 'Ana', 'Cy']);
	await fire({ errorFilter: ({ message }) => message.startsWith('4') }, ['Bo', 'Mara', 'Ana', 'Cy']);
	let sent = 0;
	const slow = new CircuitBreaker(() => new Promise((resolve) => setTimeout(() => resolve((sent += 1)), 300)), { timeout: 100 });
	slow.fallback(() => 'the fallback');
	const given = await slow.fire();
	await new Promise((resolve) => setTimeout(resolve, 500));
	console.log(`a slow call: given ${given}, and sent ${sent}`);
	slow.shutdown();
})();
JS
seen=$(node breaker.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
defaults: 400 invalid phone; Breaker is open; Breaker is open; Breaker is open
defaults: sent to Mara; 400 invalid phone; sent to Ana; sent to Cy
volumeThreshold: 400 invalid phone; sent to Mara; sent to Ana; sent to Cy
errorFilter: 400 invalid phone; sent to Mara; sent to Ana; sent to Cy
a slow call: given the fallback, and sent 1
EXPECTED
