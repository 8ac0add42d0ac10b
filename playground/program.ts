import execa, { type ExecaChildProcess, type Options } from 'execa';

/** How a program is run: where its output goes, and what ends it when this process ends. */
export interface ProgramOptions extends Options {
	log: NodeJS.WritableStream;
	lastSignal: NodeJS.Signals;
}

/**
 * Starts a program that runs until it is ended, at the latest when this process ends.
 *
 * @returns settles when it has ended, whoever ended it; never rejects
 */
export function startProgram(
	program: string,
	args: string[],
	{ log, lastSignal, ...options }: ProgramOptions,
): ExecaChildProcess {
	const child = execa(program, args, {
		...options,
		stdin: 'ignore',
		buffer: false,
		reject: false,
		// A group of its own, so that Ctrl-C reaches us only and it is ended in order.
		detached: true,
	});
	for (const output of [child.stdout, child.stderr]) output?.pipe(log, { end: false });
	const end = () => child.kill(lastSignal);
	process.once('exit', end);
	void child.finally(() => process.off('exit', end));
	return child;
}

/** Whether a program has ended. */
export function hasEnded({ exitCode, signalCode }: ExecaChildProcess): boolean {
	return exitCode !== null || signalCode !== null;
}
