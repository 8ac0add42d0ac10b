// Loaded into n8n before anything else: the first SIGUSR2 begins a CPU profile, the next one writes it.
const { writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');

/** n8n hands its settings to the programs that it starts. */
const isN8n = (process.argv[1] ?? '').endsWith('n8n');

if (isN8n) {
	const session = new Session();
	let isRunning = false;
	session.connect();
	session.post('Profiler.enable');
	process.on('SIGUSR2', () => {
		if (isRunning) {
			session.post('Profiler.stop', (error, result) => {
				writeFileSync(process.env.CPU_PROFILE_FILE, JSON.stringify(error ?? result.profile));
			});
		} else {
			session.post('Profiler.start');
		}
		isRunning = !isRunning;
	});
}
