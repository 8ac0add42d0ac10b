const LOOK_EVERY_MS = 500;

/** Who has started this process. Read at its start: later, it may have ended already. */
const STARTED_BY = process.ppid;

/**
 * Calls `end` when this process is asked to end: by Ctrl-C or another signal, or because `npm run`,
 * which has started it, was. npm hands its signal to a shell, and the shell ends without handing it on;
 * what is left to see is that the shell has gone. It may be called several times.
 */
export function whenAskedToEnd(end: () => void): void {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
	if (process.env.npm_lifecycle_event === undefined) return;
	const looking = setInterval(() => {
		if (process.ppid === STARTED_BY) return;
		clearInterval(looking);
		end();
	}, LOOK_EVERY_MS);
	looking.unref();
}
