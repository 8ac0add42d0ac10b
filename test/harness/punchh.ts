import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { PUNCHH_KEYS } from '../../sandbox/punchh/seed';
import { runNode, type NodeResult, type NodeRun } from './runNode';
import { fastClock } from './time';

/** How many seconds pass for the node in one: what it waits for takes no time to speak of. */
export const CLOCK_SPEED = 50;

/** A run of the Punchh node against the sandbox. */
export type PunchhRun = { parameters: INodeParameters; items: IDataObject[] } & Partial<NodeRun> & {
		/** Other keys than the sandbox's own. */
		keys?: Partial<Record<keyof typeof PUNCHH_KEYS, string>>;
	};

/** Guests of the sandbox from the start. */
export const MARA = { id: 730415, email: 'mara.lind@example.com', phone: '5550142001' };
export const JO = { id: 730416, email: 'jo.park@example.com', phone: '5550142002' };

/**
 * A sandbox for the tests of a file, as new before each test, and a faster clock for the node.
 *
 * @returns the sandbox and a way to run the Punchh node against it
 */
export function usePunchhSandbox() {
	fastClock(CLOCK_SPEED);
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());

	const run = async ({ keys, ...given }: PunchhRun): Promise<NodeResult> => {
		const { admin, client, secret } = { ...PUNCHH_KEYS, ...keys };
		const baseUrl = `${sandbox.punchhUrl}/`;
		return await runNode({
			node: 'punchh',
			credentials: {
				punchhApi: { baseUrl, apiKey: admin },
				punchhMobileApi: { baseUrl, client, secret },
			},
			...given,
		});
	};
	return {
		run,
		get sandbox() {
			return sandbox;
		},
		/** The calls that reached Punchh, as "METHOD /path". */
		calls: () =>
			sandbox.punchh.requests.map(({ method, url }) => `${method} ${url.split('?', 1)[0]}`),
		/** The calls that reached Punchh with what it answered, as "METHOD /path STATUS". */
		answers: () =>
			sandbox.punchh.requests.map(
				({ method, url, status }) => `${method} ${url.split('?', 1)[0]} ${status}`,
			),
	};
}

/** Parameters that may depend on what is in the sandbox. */
export function parametersOf(
	given: INodeParameters | ((sandbox: Sandbox) => INodeParameters),
	sandbox: Sandbox,
): INodeParameters {
	return typeof given === 'function' ? given(sandbox) : given;
}

/** Everything that n8n would store of the node's run. */
export function storedText(result: NodeResult): string {
	return JSON.stringify(result.run.data.resultData);
}
