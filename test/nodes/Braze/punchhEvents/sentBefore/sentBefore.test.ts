import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { called, checkIn, counted, earlierId, trackFault } from './sentBefore.setup';

/** Events that Punchh sends again because their execution has failed: Braze would count them again. */

jumpingClock();

const PURCHASES = { purchases: 'items', callingCode: 'US' };

test('what Braze has taken is accepted and not sent again', async () => {
	const event = checkIn({ first_name: 'Mara' }, 1);
	const first = await called([event], PURCHASES);
	const before = counted();
	expect(before.events).toBe(1);
	expect(before.purchases).toBeGreaterThan(1);
	const { items, errors } = await called([event, checkIn({ user_id: 2 }, 2)], PURCHASES);
	expect(errors).toEqual([]);
	const { verdict, events, purchases, warnings } = items[0].json;
	expect({ verdict, events, purchases }).toEqual({
		verdict: 'accepted',
		events: first.items[0].json.events,
		purchases: first.items[0].json.purchases,
	});
	expect(warnings).toContain(
		`Braze took this in execution ${earlierId()}, so it was not sent again`,
	);
	expect(counted()).toEqual({ events: 2, purchases: 2 * before.purchases });
});

test('it stays so the third time', async () => {
	for (let time = 0; time < 3; time++) await called([checkIn({}, 1)]);
	expect(counted().events).toBe(1);
});

test('whoever runs the workflow by hand or by a schedule means it', async () => {
	await called([checkIn({}, 1)]);
	for (const mode of ['manual', 'trigger'] as const) {
		const { items } = await called([checkIn({}, 1)], {}, { mode });
		expect(items[0].json.warnings).toContain(
			`Braze took this in execution ${earlierId()} as well, and counts it again: run manually or on a schedule, the node repeats what it has sent`,
		);
	}
	expect(counted().events).toBe(3);
	await called([checkIn({}, 1)]);
	expect(counted().events).toBe(3);
});

test('a retry of an execution that was stopped in the middle sends only what was not sent', async () => {
	const events = [checkIn({}, 1), checkIn({ user_id: 2 }, 2)];
	await called(events.slice(0, 1));
	const { errors } = await called(events, {}, { mode: 'retry' });
	expect(errors).toEqual([]);
	expect(counted().events).toBe(2);
});

test.each(['manual', 'trigger', 'retry'] as const)(
	'what an execution has sent that %s has started is not sent when Punchh sends it again',
	async (mode) => {
		await called([checkIn({}, 1)], {}, { mode });
		const { items } = await called([checkIn({}, 1)]);
		expect(items[0].json.verdict).toBe('accepted');
		expect(counted().events).toBe(1);
	},
);

test('a sub-workflow knows what it has sent in an earlier execution of its parent', async () => {
	for (let time = 0; time < 2; time++) await called([checkIn({}, 1)], {}, { mode: 'integrated' });
	expect(counted().events).toBe(1);
});

describe('that two executions send at once', () => {
	/** Punchh sends it again while somebody retries the execution that was stopped. */
	const atOnce = async () =>
		await Promise.all([
			called([checkIn({}, 1)], {}, { mode: 'retry' }),
			called([checkIn({}, 1), checkIn({ user_id: 2 }, 2)]),
		]);

	test('the second waits for what becomes of the first', async () => {
		for (const { errors } of await atOnce()) expect(errors).toEqual([]);
		expect(counted().events).toBe(2);
	});

	test('the second sends what the first could not', async () => {
		trackFault({ status: 401, body: { message: 'Invalid API key' } });
		const [first, second] = await atOnce();
		expect([first.errors, second.errors].map(({ length }) => length)).toEqual([1, 0]);
		expect(counted().events).toBe(2);
	});
});

test('what another workflow sends counts', async () => {
	await called([checkIn({}, 1)]);
	await called([checkIn({}, 1)], {}, { workflowId: 'other' });
	expect(counted().events).toBe(2);
});

test('what Braze was never given is sent', async () => {
	trackFault({ status: 401, body: { message: 'Invalid API key' } });
	const { errors } = await called([checkIn({}, 1)]);
	expect(errors).toHaveLength(1);
	await called([checkIn({}, 1)]);
	expect(counted().events).toBe(1);
});

test('of an item that Braze took in part, what it refused is sent', async () => {
	const event = checkIn({}, 1);
	const refused = { type: 'refused', input_array: 'purchases', index: 0 };
	const processed = { attributes_processed: 1, events_processed: 1, purchases_processed: 0 };
	trackFault({ status: 201, body: { message: 'success', ...processed, errors: [refused] } });
	const receipt = { purchases: 'receipt' };
	expect((await called([event], receipt)).errors).toHaveLength(1);
	expect((await called([event], receipt)).errors).toEqual([]);
	expect(counted()).toEqual({ events: 0, purchases: 1 });
});

test('of an event that becomes two custom events, the one that Braze refused is sent, in whichever order they come', async () => {
	const twice = ['visited', 'earned'].map((as) => ({ ...checkIn({}, 1), as }));
	const refused = { type: 'refused', input_array: 'events', index: 1 };
	const processed = { attributes_processed: 1, events_processed: 1 };
	trackFault({ status: 201, body: { message: 'success', ...processed, errors: [refused] } });
	const options = { eventName: '={{ $json.as }}' };
	expect((await called(twice, options)).errors).toHaveLength(1);
	expect((await called(twice.reverse(), options)).errors).toEqual([]);
	const names = sandbox.braze.profiles.flatMap(({ events }) => events.map(({ name }) => name));
	expect(names).toEqual(['earned']);
});

describe('of which it is not known whether Braze has it', () => {
	beforeEach(async () => {
		trackFault({ cut: 'after' });
		await called([checkIn({}, 1)]);
	});

	test('it is still not known, and it is not sent', async () => {
		const { errors } = await called([checkIn({}, 1)]);
		const { verdict, objects } = errors[0].json.details as IDataObject;
		expect(verdict).toBe('unknown');
		expect(objects).toContainEqual(
			expect.objectContaining({
				array: 'events',
				verdict: 'unknown',
				reason: expect.stringContaining(`sent in execution ${earlierId()}`) as string,
			}),
		);
		expect(counted().events).toBe(1);
	});

	test('it is sent if that is chosen', async () => {
		const { errors } = await called([checkIn({}, 1)], { repeatUnsafe: true });
		expect(errors).toEqual([]);
		expect(counted().events).toBe(2);
	});
});

test('a dry run shows it, and leaves nothing behind', async () => {
	const dryRun = { dryRun: true };
	await called([checkIn({}, 1)], dryRun);
	await called([checkIn({}, 1)]);
	expect(counted().events).toBe(1);
	const { items } = await called([checkIn({}, 1)], dryRun);
	expect(JSON.stringify(items[0].json.bodies)).toContain('check-in-1');
});

test.each([
	['the event of another guest with the same content_id', { user_id: 2 }, {}],
	['an event without a content_id', {}, { content_id: null }],
])('%s is sent', async (_what, user, more) => {
	await called([{ ...checkIn({}, 1), ...more }]);
	await called([{ ...checkIn(user, 1), ...more }]);
	expect(counted().events).toBe(2);
});
