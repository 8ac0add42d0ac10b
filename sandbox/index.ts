import { createBrazeServer } from './braze/server';
import { BrazeState } from './braze/state';
import { createControlServer } from './control/server';
import { createPunchhServer } from './punchh/server';
import { PunchhState } from './punchh/state';
import { listen } from './server';

/** Ports on 127.0.0.1; 0, the default, takes any free one. */
export interface SandboxPorts {
	control?: number;
	punchh?: number;
	braze?: number;
}

/** Running stand-ins for Punchh and Braze, and what they remember. */
export interface Sandbox {
	controlUrl: string;
	punchhUrl: string;
	brazeUrl: string;
	punchh: PunchhState;
	braze: BrazeState;
	reset(): void;
	close(): Promise<void>;
}

/**
 * Starts the stand-ins and their control interface.
 *
 * @throws when a port is taken; nothing is left running then
 */
export async function startSandbox(ports: SandboxPorts = {}): Promise<Sandbox> {
	const punchh = new PunchhState();
	const braze = new BrazeState();
	const servers = {
		control: createControlServer(punchh, braze),
		punchh: createPunchhServer(punchh),
		braze: createBrazeServer(braze),
	};
	const close = async () => {
		await Promise.all(Object.values(servers).map(async (server) => await server.close()));
	};
	const reset = () => {
		punchh.reset();
		braze.reset();
	};
	try {
		return {
			controlUrl: await listen(servers.control, ports.control ?? 0),
			punchhUrl: await listen(servers.punchh, ports.punchh ?? 0),
			brazeUrl: await listen(servers.braze, ports.braze ?? 0),
			punchh,
			braze,
			reset,
			close,
		};
	} catch (error) {
		// A port that is taken must not leave the others listening.
		await close();
		throw error;
	}
}
