// Loaded into n8n before anything else: writes every minute what its heap holds when all garbage is
// gone, in MB, a line each. What a process holds otherwise says more about how lazy V8 is.
const { appendFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const EVERY_MS = 60_000;

/** n8n hands its settings to the programs that it starts. */
const isN8n = (process.argv[1] ?? '').endsWith('n8n');

if (isN8n) {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc');
	const write = () => {
		collectGarbage();
		const { heapUsed, external } = process.memoryUsage();
		appendFileSync(
			process.env.LIVE_HEAP_FILE,
			`${Math.round((heapUsed + external) / 1024 ** 2)}\n`,
		);
	};
	setInterval(write, EVERY_MS).unref();
}
