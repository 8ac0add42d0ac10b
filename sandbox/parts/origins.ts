import type { FastifyInstance } from 'fastify';
import { AsyncLocalStorage } from 'node:async_hooks';

import { moment } from '../shared/moment';
import { numberOf } from '../shared/server';

/** What caused an event. */
export interface Origin {
	/** Milliseconds since 1970, of the machine's clock. */
	at: number;
	/** The call in short, e.g. `POST /api2/mobile/users`. */
	label: string;
	/** Number of the call in the log of the Punchh stand-in; none for a call of the control interface. */
	request?: number;
}

/** More would only slow down a long run. */
const KEPT = 50_000;

/** Remembers which call caused an event, without the stand-ins having to pass it along. */
export class Origins {
	private readonly current = new AsyncLocalStorage<Origin>();

	private readonly byContentId = new Map<string, Origin>();

	/**
	 * Follows the calls of a server.
	 *
	 * @param label names its calls; with none they are named by method and path, and numbered
	 */
	follow(server: FastifyInstance, label?: string): void {
		// Not earlier: reading the body would lose what is current.
		server.addHook('preHandler', (request, _reply, next) => {
			const [path] = request.url.split('?', 1);
			const origin =
				label === undefined
					? { label: `${request.method} ${path}`, request: numberOf(request) }
					: { label };
			this.current.run({ at: moment(), ...origin }, next);
		});
	}

	/** Notes that the call which is being handled caused an event. */
	note(contentId: string): void {
		const origin = this.current.getStore() ?? { at: moment(), label: 'Sent by a test' };
		this.byContentId.set(contentId, origin);
		if (this.byContentId.size > KEPT) {
			const [oldest] = this.byContentId.keys();
			this.byContentId.delete(oldest);
		}
	}

	find(contentId: string): Origin | undefined {
		return this.byContentId.get(contentId);
	}

	clear(): void {
		this.byContentId.clear();
	}
}
