import type { FastifyInstance } from 'fastify';

import { createBrazeServer } from './braze/server';
import { BrazeState } from './braze/state';
import { BrazeWebhooks } from './brazeWebhooks/brazeWebhooks';
import { Changes, type Subject } from './changes';
import { Clock } from './clock';
import { createControlServer } from './control/server';
import { attachFaults } from './faults/attach';
import { Faults } from './faults/faults';
import { createPunchhServer } from './punchh/server';
import { PunchhState } from './punchh/state';
import { listen } from './server';
import { PunchhWebhooks } from './webhooks/punchhWebhooks';

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
	/** What disturbs the answers of both. */
	faults: Faults;
	/** The time that the senders of webhooks live in. */
	clock: Clock;
	punchhWebhooks: PunchhWebhooks;
	brazeWebhooks: BrazeWebhooks;
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
	const faults = new Faults();
	const changes = new Changes();
	const clock = new Clock();
	const punchhWebhooks = new PunchhWebhooks(clock);
	punchh.emit = (event) => punchhWebhooks.publish(event);
	const brazeWebhooks = new BrazeWebhooks(clock);
	braze.onTrigger = (send) => brazeWebhooks.send(send);
	const reset = () => {
		punchh.reset();
		braze.reset();
		punchhWebhooks.reset();
		brazeWebhooks.reset();
		clock.scale = 1;
		faults.clear();
		changes.noteAll();
	};
	const servers = {
		control: createControlServer({ punchh, braze, faults, changes, reset }),
		punchh: createPunchhServer(punchh),
		braze: createBrazeServer(braze),
	};
	for (const side of ['punchh', 'braze'] as const) {
		attachFaults(servers[side], side, faults);
		noteAnswers(servers[side], side, changes);
	}
	const close = async () => {
		punchhWebhooks.close();
		brazeWebhooks.close();
		clock.clear();
		await Promise.all(Object.values(servers).map(async (server) => await server.close()));
	};
	try {
		return {
			controlUrl: await listen(servers.control, ports.control ?? 0),
			punchhUrl: await listen(servers.punchh, ports.punchh ?? 0),
			brazeUrl: await listen(servers.braze, ports.braze ?? 0),
			punchh,
			braze,
			faults,
			clock,
			punchhWebhooks,
			brazeWebhooks,
			reset,
			close,
		};
	} catch (error) {
		// A port that is taken must not leave the others listening.
		await close();
		throw error;
	}
}

/** Says after every answer of a stand-in that something may have changed there. */
function noteAnswers(server: FastifyInstance, side: Subject, changes: Changes): void {
	server.addHook('onResponse', (_request, _reply, next) => {
		changes.note(side);
		next();
	});
}
