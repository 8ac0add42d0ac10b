import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { hasEnded, startProgram } from '../../../playground/program';

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
	let running = await start(options);
	return {
		port: options.port,
		stop: async () => {
			running.child.kill(options.stopSignal);
			await running.child;
		},
		start: async () => {
			running = await start(options);
		},
	};
}

async function start({ program, args, log, user, isReady }: ServiceOptions) {
	const child = startProgram(program, args, {
		...user,
		log: createWriteStream(log, { flags: 'a' }),
		lastSignal: 'SIGQUIT',
	});
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!(await isReady())) {
		if (hasEnded(child) || Date.now() > deadline) {
			child.kill('SIGKILL');
			throw new Error(`${program} is not ready: see ${log}`);
		}
		await sleep(POLL_MS);
	}
	// Not the child itself: it is a promise, of its end.
	return { child };
}
