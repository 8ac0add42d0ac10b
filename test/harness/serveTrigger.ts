import express from 'express';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { WEBHOOK_POLICY } from '../../nodes/shared/webhook/policy';
import type { CredentialValues } from './n8n';
import { AS_USUAL, Served, type Surroundings } from './servedTrigger';
import { fastClock } from './time';

export interface ServedTrigger {
	/** Address of the webhook, as n8n would serve it. */
	url: string;
	/** What started workflows, one entry for each execution. */
	executions: INodeExecutionData[][];
	/**
	 * How many calls the trigger was given, how many senders went away before their answer, and how
	 * many calls n8n is through with. The calls of the trigger to itself stand apart.
	 */
	counts: { calls: number; gone: number; answered: number; own: number };
	/** The warnings that the trigger wrote to n8n's log. */
	log: string[];
	/** Updates the package while n8n runs: new calls get code that was loaded anew. */
	update(): Promise<void>;
	/** Waits until the trigger has stored what it has seen. */
	stored(): Promise<void>;
	close(): Promise<void>;
}

/** The clock of the served triggers: it runs in real time, and tests move it on. */
export const clock = fastClock(1);

const { afterMs: STORED_AFTER_MS } = WEBHOOK_POLICY.storing;

/** So many storing times take ten seconds; a trigger that stores needs a few. */
const MOST_PASSES = 1_000;

/** Lets the time pass after which a trigger stores what it has seen, and then what that takes. */
export async function passStoringTime(): Promise<void> {
	clock.advance(STORED_AFTER_MS);
	await new Promise((resolve) => setTimeout(resolve, 10));
}

/**
 * Serves one of our triggers over HTTP: n8n's own WebhookContext around a real request and answer.
 *
 */
export async function serveTrigger(
	parameters: INodeParameters,
	credentials: CredentialValues,
	given: Surroundings = {},
): Promise<ServedTrigger> {
	const surroundings = { ...AS_USUAL, staticData: {}, ...given };
	const { listen, tls } = surroundings;
	const served = new Served(parameters, credentials, surroundings);
	const app = express();
	app.all(served.path, async (request, response) => await served.answer(request, response));
	const server = tls === undefined ? createServer(app) : createTlsServer(tls, app);
	await new Promise<void>((resolve) => void server.listen(0, listen.address, resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http${tls === undefined ? '' : 's'}://${listen.host}:${port}${served.path}`,
		executions: served.executions,
		counts: served.counts,
		log: served.log,
		update: async () => await served.update(),
		stored: async () => {
			for (let pass = 0; pass < MOST_PASSES; pass++) {
				await passStoringTime();
				if (served.memory?.storing.isComplete && !served.memory.storing.isUnderWay) return;
			}
			throw new Error('The trigger does not store what it has seen');
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => void server.close(() => resolve(undefined)));
			// It finds nobody there any more, and must not do so in a test that comes later.
			while (served.memory?.storing.isUnderWay) await passStoringTime();
		},
	};
}

/** The `json` of the only item that was emitted; fails when there is another number of items. */
export function onlyItem({ executions }: ServedTrigger): IDataObject {
	expect(executions).toHaveLength(1);
	expect(executions[0]).toHaveLength(1);
	return executions[0][0].json;
}
