import type { FastifyInstance } from 'fastify';

import { createBrazeServer } from './braze/api/server';
import type { BrazeState } from './braze/api/state';
import { BRAZE_KEY, BRAZE_WEBHOOK_HEADER } from './braze/seed';
import type { BrazeWebhooks } from './braze/webhooks/webhooks';
import { createControlServer } from './control/server';
import { newToken } from './control/token';
import { attachFaults } from './faults/attach';
import type { Faults } from './faults/faults';
import { assemble } from './parts/assembly';
import type { Changes, Subject } from './parts/changes';
import type { Link, Parts } from './parts/parts';
import { createPunchhServer } from './punchh/api/server';
import type { PunchhState } from './punchh/api/state';
import { PUNCHH_KEYS, WEBHOOK_SECRETS } from './punchh/seed';
import type { PunchhWebhooks } from './punchh/webhooks/webhooks';
import type { Clock } from './shared/clock';
import { refuseForeignPages } from './shared/guard';
import { listen } from './shared/server';

/** Where the sandbox listens when a person starts it, and who may call it. */
export const CHOSEN: SandboxOptions = {
	control: Number(process.env.SANDBOX_CONTROL_PORT ?? 4800),
	punchh: Number(process.env.SANDBOX_PUNCHH_PORT ?? 4801),
	braze: Number(process.env.SANDBOX_BRAZE_PORT ?? 4802),
	furtherHosts: process.env.SANDBOX_HOSTS?.toLowerCase().match(/[^\s,]+/g) ?? [],
	token: process.env.SANDBOX_TOKEN,
};

/** The ports that a sandbox is told to take, each by the variable that a person chooses it with. */
export function portsOf({ control, punchh, braze }: SandboxOptions): Record<string, number> {
	return {
		SANDBOX_CONTROL_PORT: control ?? 0,
		SANDBOX_PUNCHH_PORT: punchh ?? 0,
		SANDBOX_BRAZE_PORT: braze ?? 0,
	};
}

/** Ports are on 127.0.0.1; 0, the default, takes any free one. */
export interface SandboxOptions {
	control?: number;
	punchh?: number;
	braze?: number;
	/** Names under which the sandbox is called beside those of the loopback. */
	furtherHosts?: string[];
	/** What calls of the control interface carry that change something; random when absent. */
	token?: string;
}

/** Running stand-ins for Punchh and Braze, and what they remember. */
export interface Sandbox {
	controlUrl: string;
	/** What calls of the control interface carry that change something. */
	controlToken: string;
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
	/** Says what the page leads to beside its own views. */
	showLinks(links: Link[]): void;
	/** Adds something to the seed: at once, and after each reset. */
	furnish(add: () => Promise<void>): Promise<void>;
	reset(): void;
	close(): Promise<void>;
}

type Servers = Record<'control' | 'punchh' | 'braze', FastifyInstance>;

/**
 * Starts the stand-ins and their control interface.
 *
 * @throws when a port is taken; nothing is left running then
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const controlToken = options.token ?? newToken();
	const parts = assemble();
	const servers = createServers(parts, controlToken, options.furtherHosts ?? []);
	const { punchh, braze, faults, clock, punchhWebhooks, brazeWebhooks, urls, reset } = parts;
	const close = async () => {
		punchhWebhooks.close();
		brazeWebhooks.close();
		clock.clear();
		await Promise.all(Object.values(servers).map(async (server) => await server.close()));
	};
	try {
		const controlUrl = await listen(servers.control, options.control ?? 0);
		urls.punchh = await listen(servers.punchh, options.punchh ?? 0);
		urls.braze = await listen(servers.braze, options.braze ?? 0);
		return {
			...{ controlUrl, controlToken, punchhUrl: urls.punchh, brazeUrl: urls.braze },
			...{ punchh, braze, faults, clock, punchhWebhooks, brazeWebhooks, reset, close },
			...settersOf(parts),
		};
	} catch (error) {
		// A port that is taken must not leave the others listening.
		await close();
		throw error;
	}
}

/** What whoever starts a sandbox may say of it. */
function settersOf(parts: Parts): Pick<Sandbox, 'showLinks' | 'furnish'> {
	return {
		showLinks: (links) => void (parts.links = links),
		furnish: async (add) => {
			parts.afterReset = add;
			await add();
		},
	};
}

/** The three servers. What the stand-ins' own code knows nothing of is hooked in here. */
function createServers(parts: Parts, token: string, furtherHosts: string[]): Servers {
	const servers = {
		control: createControlServer(parts, token),
		punchh: createPunchhServer(parts.punchh),
		braze: createBrazeServer(parts.braze),
	};
	for (const server of Object.values(servers)) refuseForeignPages(server, furtherHosts);
	for (const side of ['punchh', 'braze'] as const) {
		attachFaults(servers[side], side, parts.faults);
		noteAnswers(servers[side], side, parts.changes);
	}
	parts.origins.follow(servers.punchh);
	parts.origins.follow(servers.control, 'Sent from this page or through the control interface');
	return servers;
}

/** Says after every answer of a stand-in that something may have changed there. */
function noteAnswers(server: FastifyInstance, side: Subject, changes: Changes): void {
	server.addHook('onResponse', (_request, _reply, next) => {
		changes.note(side);
		next();
	});
}

/** Every key of the sandbox as lines to print; none of them opens anything else. */
export function secretLines(): string {
	const { user, password, token, secret, clientKey } = WEBHOOK_SECRETS;
	return `  Punchh   admin key ${PUNCHH_KEYS.admin}
           client ${PUNCHH_KEYS.client}, secret ${PUNCHH_KEYS.secret}
  Braze    REST API key ${BRAZE_KEY}
  Webhooks of Punchh are sent with
           HMAC    secret ${secret}, client key ${clientKey}
           Basic   user ${user}, password ${password}
           Bearer  token ${token}
  Messages of Braze, to n8n's example
           ${BRAZE_WEBHOOK_HEADER.headerName}: ${BRAZE_WEBHOOK_HEADER.headerSecret}`;
}
