import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';

/** A server of this machine's, for the drill alone. */
export interface Service {
	port: number;
	/** Ends it in order, so that it keeps what it holds. */
	stop(): Promise<void>;
	/** Starts it again, on the same data and port. */
	start(): Promise<void>;
}

/** How a service is run. */
export interface ServiceOptions {
	program: string;
	args: string[];
	port: number;
	/** File with what it prints. */
	log: string;
	/** Who it runs as; who we are when absent. */
	user?: { uid: number; gid: number };
	/** The signal that ends it in order. */
	stopSignal: NodeJS.Signals;
	isReady: () => Promise<boolean>;
}

const READY_WITHIN_MS = 30_000;
const POLL_MS = 100;

/** Starts a service and waits until it answers. */
export async function startService(options: ServiceOptions): Promise<Service> {
	let process = await start(options);
	return {
		port: options.port,
		stop: async () => {
			process.child.kill(options.stopSignal);
			await process.ended;
		},
		start: async () => {
			process = await start(options);
		},
	};
}

async function start({ program, args, log, user, isReady }: ServiceOptions) {
	// A group of its own, so that Ctrl-C reaches us only.
	const child = spawn(program, args, {
		...user,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	const output = createWriteStream(log, { flags: 'a' });
	child.stdout.pipe(output, { end: false });
	child.stderr.pipe(output, { end: false });
	const ended = endsWithUs(child);
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!(await isReady())) {
		const hasEnded = child.exitCode !== null || child.signalCode !== null;
		if (hasEnded || Date.now() > deadline) {
			child.kill('SIGKILL');
			throw new Error(`${program} is not ready: see ${log}`);
		}
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
	return { child, ended };
}

/** Has a process end when ours does. Settles when it has ended. */
async function endsWithUs(child: ChildProcess): Promise<void> {
	const end = () => child.kill('SIGQUIT');
	process.once('exit', end);
	await new Promise<void>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', () => resolve());
	});
	process.off('exit', end);
}
