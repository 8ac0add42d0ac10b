import type { INodeParameters } from 'n8n-workflow';

import { JO, MARA, usePunchhSandbox } from '../../../harness/punchh';
import { guest } from '../../../harness/punchhParameters';

const punchh = usePunchhSandbox();

/** The first call takes longer than all others together. */
const slowFirst = (path: string) =>
	punchh.sandbox.faults.add({ side: 'punchh', path, count: 1, fault: { delayMs: 300 } });

const SOURCE = { external_source: 'customer_id', external_source_id: '={{ $json.newId }}' };
const idOf = (userId: number) => punchh.sandbox.punchh.findGuest(userId)!.external_source_id;

describe('two items about one guest: the later one counts, however many are done at once', () => {
	test.each<[string, INodeParameters]>([
		['by email', { findGuestBy: 'email' }],
		['by user ID', {}],
		['by both', { findGuestBy: 'both', options: { concurrency: 10 } }],
	])('an external ID, %s', async (_how, more) => {
		slowFirst('/api2/dashboard/users');
		const items = [
			{ ...MARA, newId: 'CRM-1' },
			{ ...JO, newId: 'CRM-9' },
			{ ...MARA, newId: 'CRM-2' },
		];
		const { error } = await punchh.run({
			parameters: guest('updateExternalId', { ...SOURCE, ...more }),
			items,
		});
		expect(error).toBeUndefined();
		expect([idOf(MARA.id), idOf(JO.id)]).toEqual(['CRM-2', 'CRM-9']);
		// The other guest did not wait.
		const bodies = punchh.sandbox.punchh.requests
			.filter(({ method }) => method === 'PATCH')
			.map(({ body }) => /CRM-\d/.exec(body)![0]);
		expect(bodies.at(-1)).toBe('CRM-2');
	});
});
