import type { FastifyInstance } from 'fastify';

import { assemble } from './assembly';
import { createBrazeServer } from './braze/server';
import type { BrazeState } from './braze/state';
import type { BrazeWebhooks } from './brazeWebhooks/brazeWebhooks';
import type { Changes, Subject } from './changes';
import type { Clock } from './clock';
import type { Parts } from './control/parts';
import { createControlServer } from './control/server';
import { attachFaults } from './faults/attach';
import type { Faults } from './faults/faults';
import { createPunchhServer } from './punchh/server';
import type { PunchhState } from './punchh/state';
import { listen } from './server';
import type { PunchhWebhooks } from './webhooks/punchhWebhooks';

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

type Servers = Record<'control' | 'punchh' | 'braze', FastifyInstance>;

/**
 * Starts the stand-ins and their control interface.
 *
 * @throws when a port is taken; nothing is left running then
 */
export async function startSandbox(ports: SandboxPorts = {}): Promise<Sandbox> {
	const parts = assemble();
	const servers = createServers(parts);
	const { punchh, braze, faults, clock, punchhWebhooks, brazeWebhooks, urls, reset } = parts;
	const close = async () => {
		punchhWebhooks.close();
		brazeWebhooks.close();
		clock.clear();
		await Promise.all(Object.values(servers).map(async (server) => await server.close()));
	};
	try {
		const controlUrl = await listen(servers.control, ports.control ?? 0);
		urls.punchh = await listen(servers.punchh, ports.punchh ?? 0);
		urls.braze = await listen(servers.braze, ports.braze ?? 0);
		return {
			...{ controlUrl, punchhUrl: urls.punchh, brazeUrl: urls.braze },
			...{ punchh, braze, faults, clock, punchhWebhooks, brazeWebhooks, reset, close },
		};
	} catch (error) {
		// A port that is taken must not leave the others listening.
		await close();
		throw error;
	}
}

/** The three servers. What the stand-ins' own code knows nothing of is hooked in here. */
function createServers(parts: Parts): Servers {
	const servers = {
		control: createControlServer(parts),
		punchh: createPunchhServer(parts.punchh),
		braze: createBrazeServer(parts.braze),
	};
	for (const side of ['punchh', 'braze'] as const) {
		attachFaults(servers[side], side, parts.faults);
		noteAnswers(servers[side], side, parts.changes);
	}
	parts.origins.follow(servers.punchh);
	parts.origins.follow(servers.control, 'Sent from the page, or through the control interface');
	return servers;
}

/** Says after every answer of a stand-in that something may have changed there. */
function noteAnswers(server: FastifyInstance, side: Subject, changes: Changes): void {
	server.addHook('onResponse', (_request, _reply, next) => {
		changes.note(side);
		next();
	});
}
