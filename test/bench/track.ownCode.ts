import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type * as Track from '../../nodes/Braze/actions/user/track.operation';
import { BRAZE_KEY } from '../../sandbox/braze/seed';
import { compiled } from './compiled';
import { printWhereTimeGoes } from './ownCode.profile';
import type * as Least from './track.least';

const SOURCE = 'nodes/Braze/actions/user/track.operation';

export const ITEMS = 10_000;
/** Rounds of the measure without n8n; the best counts. */
const ROUNDS = 40;

/** Makes the items, as the text of a Code node. */
export const MAKE_ITEMS = `return Array.from({ length: ${ITEMS} }, (_, id) => ({ json: { events: [{
	external_id: 'u' + id, name: 'checkins_loyalty', time: '2026-03-14T16:20:11Z',
	properties: { checkin_id: 41200877402 + id, points_earned: 25, receipt_amount: 12.75,
		location_name: 'Portview Quay', store_number: '202', channel: 'POS',
		menu_items: [{ item_name: 'Flat White', item_qty: 1 }, { item_name: 'Bun', item_qty: 2 }] },
}] } }));`;

/**
 * What the node's own code costs for each item, from its parameters to its output, beside
 * JSON.stringify of the same objects. n8n and Braze are played by a stub that costs next to nothing.
 */
export async function measureCode(rounds = ROUNDS): Promise<void> {
	const items = (new Function(MAKE_ITEMS) as () => Array<{ json: { events: IDataObject[] } }>)();
	const context = stubOf(items);
	const indices = items.map((_, index) => index);
	const bare = new Lowest();
	const shortest = new Lowest();
	const ours = new Lowest();
	const { least } = await compiled<typeof Least>('test/bench/track.least');
	const { track } = await compiled<typeof Track>(SOURCE);
	const trackAll = async () => {
		const results = await track.run.call(context, indices);
		if (results.some((result) => 'error' in result)) throw new Error('Not all was accepted');
	};
	for (let round = 0; round < rounds; round++) {
		await bare.measure(() => items.forEach(({ json }) => JSON.stringify(json.events[0])));
		await shortest.measure(async () => await least.call(context, indices));
		await ours.measure(trackAll);
	}
	const rows = { 'JSON.stringify': bare, 'the least that it promises': shortest, Track: ours };
	console.table(
		Object.fromEntries(
			Object.entries(rows).map(([name, { us }]) => [
				name,
				{ 'µs per item': (us / items.length).toFixed(2), ratio: (us / bare.us).toFixed(1) },
			]),
		),
	);
	await printWhereTimeGoes(SOURCE, async () => {
		for (let round = 0; round < rounds; round++) await trackAll();
	});
}

/** The least CPU time, in microseconds, that some work took. */
class Lowest {
	us = Infinity;

	async measure(work: () => unknown): Promise<void> {
		const before = process.cpuUsage();
		await work();
		const { user, system } = process.cpuUsage(before);
		this.us = Math.min(this.us, user + system);
	}
}

/** As much of n8n as the operation needs, with a Braze that takes everything at once. */
function stubOf(items: object[]): IExecuteFunctions {
	const parameters: IDataObject = { specifyObjects: 'json', objects: '={{ $json }}' };
	return {
		getInputData: () => items,
		getMode: () => 'manual',
		getWorkflow: () => ({ id: 'bench' }),
		getExecutionId: () => 'bench',
		getNode: () => ({ name: 'Braze', type: 'braze', typeVersion: 1 }),
		getNodeParameter: (name: string, _index: number, fallback: unknown) =>
			parameters[name] ?? fallback,
		getExecutionCancelSignal: () => undefined,
		getCredentials: async () => ({ instance: 'https://braze.example', apiKey: BRAZE_KEY }),
		logger: { info: () => {} },
		helpers: {
			httpRequestWithAuthentication: async () => ({
				statusCode: 201,
				headers: {},
				body: { message: 'success' },
			}),
		},
	} as unknown as IExecuteFunctions;
}
