import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { LINKED } from '../linked/linked.setup';
import { sandbox } from '../punchhEvents.setup';
import { called, checkIn, counted, trackFault } from './sentBefore.setup';

/** Events that two nodes get: what one has kept, another one sends again. */

jumpingClock();

describe('the example that sends again what was kept, while Punchh sends it again, too', () => {
	/** It was kept, and its execution was stopped after that, so that Punchh does not know. */
	const again = { workflowId: 'send again' };

	test.each(['trigger', 'manual'] as const)(
		'what a call has brought by then (%s)',
		async (mode) => {
			await called([checkIn({}, 1)]);
			const { items } = await called([checkIn({}, 1)], {}, { ...again, mode });
			expect(items[0].json.verdict).toBe('accepted');
			expect(counted().events).toBe(1);
		},
	);

	test('what it has sent by then', async () => {
		await called([checkIn({}, 1)], {}, { ...again, mode: 'trigger' });
		const { items } = await called([checkIn({}, 1)]);
		expect(items[0].json.verdict).toBe('accepted');
		expect(counted().events).toBe(1);
	});

	test('both at once', async () => {
		await Promise.all([
			called([checkIn({}, 1)]),
			called([checkIn({}, 1)], {}, { ...again, mode: 'trigger' }),
		]);
		expect(counted().events).toBe(1);
	});

	test('what Braze may have is sent by whoever has looked', async () => {
		trackFault({ cut: 'before' });
		await called([checkIn({}, 1)]);
		await called([checkIn({}, 1)], {}, { ...again, mode: 'manual' });
		expect(counted().events).toBe(1);
	});
});

test('a node that stops does not warn of a retry, which sends nothing twice', async () => {
	const { error } = await runNode({
		node: 'braze',
		items: [checkIn({}, 1), { is: 'no event' }],
		credentials: sandboxCredentials(sandbox),
		parameters: {
			...{ resource: 'punchhEvent', operation: 'track', event: '={{ $json }}' },
			...{ preset: 'recommended', attributesToSend: 'changed', ...LINKED },
		},
	});
	expect(counted().events).toBe(1);
	expect(error).toBeDefined();
	expect(error?.description ?? '').not.toContain('Retry');
});
