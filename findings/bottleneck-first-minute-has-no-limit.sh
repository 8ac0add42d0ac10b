#!/usr/bin/env bash
# A vendor takes so many calls a minute, and Bottleneck is told just that: reservoirRefreshAmount and reservoirRefreshInterval. Or it is to pause between
# calls, minTime, which comes from settings as text: "100". Guess: the limit holds from the first call on; and a text counts as a number, as it does for
# maxConcurrent.
# Bottleneck 2.19.5 has no limit at all until the first refresh: all calls that are there go out in one moment, and the vendor refuses the messages over
# its limit; a process that lives for less than a minute, as for a job, never has one. With "100" there is no pause either, without an error. Lists that
# fit into a minute are right, so tests pass. reservoir as well, and numbers, help.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts bottleneck@2.19.5

cat > limits.cjs <<'JS'
const Bottleneck = require('bottleneck');

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function show(limits) {
	const limiter = new Bottleneck(limits);
	let started = 0;
	for (let i = 0; i < 30; i += 1) {
		const call = async () => {
			started += 1;
			await pause(300);
		};
		limiter.schedule(call).catch(() => {});
	}
	await pause(250);
	console.log(`${JSON.stringify(limits)}: ${started > 5 ? 'more than 5' : 'up to 5'} of 30 calls in 250 ms`);
	await limiter.stop({ dropWaitingJobs: true });
}
(async () => {
	await show({ maxConcurrent: 2 });
	await show({ maxConcurrent: '2' });
	await show({ minTime: 100 });
	await show({ minTime: '100' });
	await show({ reservoir: 5, reservoirRefreshAmount: 5, reservoirRefreshInterval: 500 });
	await show({ reservoirRefreshAmount: 5, reservoirRefreshInterval: 500 });
})();
JS
seen=$(node limits.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
{"maxConcurrent":2}: up to 5 of 30 calls in 250 ms
{"maxConcurrent":"2"}: up to 5 of 30 calls in 250 ms
{"minTime":100}: up to 5 of 30 calls in 250 ms
{"minTime":"100"}: more than 5 of 30 calls in 250 ms
{"reservoir":5,"reservoirRefreshAmount":5,"reservoirRefreshInterval":500}: up to 5 of 30 calls in 250 ms
{"reservoirRefreshAmount":5,"reservoirRefreshInterval":500}: more than 5 of 30 calls in 250 ms
EXPECTED
