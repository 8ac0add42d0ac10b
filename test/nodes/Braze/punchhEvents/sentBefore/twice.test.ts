import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { called, checkIn, counted, execution, trackFault } from './sentBefore.setup';

/** Events that one execution has twice, because a Merge node, two branches or an expression has doubled them. */

jumpingClock();

const AGAIN = expect.stringContaining(
	'An earlier item of this run is the same event, so this was sent once',
) as string;

const warningsOf = ({ json }: { json: IDataObject }) => json.warnings ?? [];

test.each(['webhook', 'manual', 'trigger', 'retry'] as const)(
	'in one run it is sent once, and the second item says so (%s)',
	async (mode) => {
		const [one, other] = [checkIn({}, 1), checkIn({ user_id: 2 }, 2)];
		const { items, errors } = await called([one, other, one], {}, { mode });
		expect(errors).toEqual([]);
		expect(items.map(({ json }) => json.verdict)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(items.map(warningsOf)).toEqual([[], [], [AGAIN]]);
		expect(counted().events).toBe(2);
	},
);

test('what Braze refuses of the first, the second has not got either', async () => {
	trackFault({ status: 401, body: { message: 'Invalid API key' } });
	const { items, errors } = await called([checkIn({}, 1), checkIn({}, 1)]);
	expect(items).toEqual([]);
	expect(errors.map(({ json }) => (json.details as IDataObject).verdict)).toEqual([
		'failed',
		'failed',
	]);
});

test.each(['webhook', 'manual'] as const)(
	'in two runs of one execution it is sent once (%s)',
	async (mode) => {
		const { id } = execution();
		await called([checkIn({}, 1)], {}, { id, mode });
		const { items } = await called([checkIn({}, 1)], {}, { id, mode });
		expect(items[0].json.verdict).toBe('accepted');
		expect(warningsOf(items[0])).toContain(
			'Braze took this earlier in this execution, so it was not sent again',
		);
		expect(counted().events).toBe(1);
	},
);

test('so it is if the guest has got an external ID between the two', async () => {
	const { id } = execution();
	await called([checkIn({}, 1)], {}, { id });
	await called([checkIn({ external_source_id: 'CRM-1' }, 2)]);
	await called([checkIn({}, 1)], {}, { id });
	expect(counted().events).toBe(2);
});

test('a loop may send again what may not have got through', async () => {
	const { id } = execution();
	trackFault({ cut: 'before' });
	expect((await called([checkIn({}, 1)], {}, { id, mode: 'manual' })).errors).toHaveLength(1);
	expect((await called([checkIn({}, 1)], {}, { id, mode: 'manual' })).errors).toEqual([]);
	expect(counted().events).toBe(1);
});

describe('different events in Braze that one event becomes', () => {
	const FIELDS = {
		extraFields: {
			field: [{ target: 'property', from: 'line', to: 'line', kind: 'text' }],
		},
	};
	const lines = ['tea', 'cake'].map((line) => ({ line, ...checkIn({}, 1) }));
	const linesOf = () =>
		sandbox.braze.profiles
			.flatMap(({ events }) => events)
			.map(({ properties }) => (properties as IDataObject).line);
	const own = () => lines.map((line) => ({ ...line, content_id: checkIn({}, 1).content_id }));

	test('are each sent, in one run or two of an execution, and not again', async () => {
		await called(own(), {}, {}, FIELDS);
		expect(linesOf()).toEqual(['tea', 'cake']);
		const { id } = execution();
		for (const line of own()) await called([line], {}, { id }, FIELDS);
		expect(linesOf()).toEqual(['tea', 'cake']);
	});

	test('of which Braze refused one: that one is sent again', async () => {
		const refused = { type: 'refused', input_array: 'events', index: 1 };
		const processed = { attributes_processed: 1, events_processed: 1 };
		trackFault({ status: 201, body: { message: 'success', ...processed, errors: [refused] } });
		expect((await called(own(), {}, {}, FIELDS)).errors).toHaveLength(1);
		expect((await called(own(), {}, {}, FIELDS)).errors).toEqual([]);
		expect(linesOf()).toEqual(['cake']);
	});
});

test('an event about the profile that comes twice in one run: the second item says so', async () => {
	const guest = { ...checkIn({}, 1), event_name: 'users', event_type: '', action: 'create' };
	const { items } = await called([
		{ ...guest, payload: { user_id: 1, first_name: 'Mara' } },
		{ ...guest, payload: { user_id: 2, first_name: 'Ivo' } },
		{ ...guest, payload: { user_id: 1, first_name: 'Mara' } },
	]);
	expect(items.map(warningsOf)).toEqual([
		[],
		[],
		[expect.stringContaining('An earlier item of this run is the same event')],
	]);
});
