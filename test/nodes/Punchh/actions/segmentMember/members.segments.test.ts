import type { INodeParameters } from 'n8n-workflow';
import { MARA } from '../../../../harness/punchh';
import { cutAfter, punchh } from './members.setup';

describe('Segment > Update', () => {
	const update = async (updateFields: INodeParameters) =>
		await punchh.run({
			parameters: {
				resource: 'segment',
				operation: 'update',
				segment: { __rl: true, mode: 'id', value: '1874' },
				updateFields,
			},
			items: [{ none: null }],
		});

	test.each<[string, INodeParameters, object]>([
		['an empty description takes the old one away', { description: '' }, { description: '' }],
		[
			'an expression without a value does not',
			{ name: 'Lapsed', description: '={{ $json.none }}' },
			{ name: 'Lapsed', description: 'No visit for 60 days' },
		],
	])('%s', async (_what, updateFields, expected) => {
		const { items, error } = await update(updateFields);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject(expected);
		expect(punchh.sandbox.punchh.segments).toContainEqual(expect.objectContaining(expected));
	});

	test.each([{}, { name: '' }, { description: '={{ $json.none }}' }])(
		'%j changes nothing and is not sent',
		async (updateFields) => {
			expect((await update(updateFields)).error?.message).toBe("'Update Fields' is empty");
			expect(punchh.calls()).toEqual([]);
		},
	);
});

test('Create: the answer is lost, and the segment is found by its name', async () => {
	cutAfter('POST', 1);
	const { items, error } = await punchh.run({
		parameters: { resource: 'segment', operation: 'create', name: 'Regulars' },
		items: [{}],
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ name: 'Regulars' });
	expect(punchh.sandbox.punchh.segments.filter(({ name }) => name === 'Regulars')).toHaveLength(1);
});

test('Create: the answer is lost, and that of the look as well: it is open', async () => {
	cutAfter('POST', 1);
	punchh.sandbox.faults.add({
		side: 'punchh',
		method: 'GET',
		path: '/api2/dashboard/custom_segments',
		fault: { status: 429, headers: { 'retry-after': '3600' } },
	});
	const { error } = await punchh.run({
		parameters: { resource: 'segment', operation: 'create', name: 'Regulars' },
		items: [{}],
	});
	expect(error?.message).toBe('Punchh did not answer: the connection was lost');
	expect(error?.description).toMatch(/may have acted.*failed as well: Punchh: too many calls/);
});

test('a gift whose answer is lost is not given twice, and called open', async () => {
	punchh.sandbox.faults.add({
		side: 'punchh',
		path: '/api2/dashboard/users/support',
		fault: { cut: 'after' },
	});
	const { error } = await punchh.run({
		parameters: {
			resource: 'guest',
			operation: 'sendMessage',
			findGuestBy: 'userId',
			userId: '={{ $json.id }}',
			gifts: { gift_count: 5 },
		},
		items: [MARA],
	});
	expect(error?.description).toMatch(/may have acted on the call anyway/);
	expect(punchh.sandbox.punchh.findGuest(MARA.id)?.balance.credits).toBe(5);
});

test('a check-in whose answer is lost is sent again, and counts once', async () => {
	punchh.sandbox.faults.add({
		side: 'punchh',
		path: '/api2/dashboard/checkins',
		count: 1,
		fault: { cut: 'after' },
	});
	const { items, error } = await punchh.run({
		parameters: {
			resource: 'loyalty',
			operation: 'createCheckIn',
			findGuestBy: 'userId',
			userId: '={{ $json.id }}',
			external_uid: 'POS-7-1',
			transaction_no: '1',
			store_number: '202',
			receipt_datetime: '2026-11-24T08:15:00Z',
			subtotal_amount: 12,
			receipt_amount: 12,
			payable: 12,
			menu_items: '[{"item_name":"Tea"}]',
		},
		items: [MARA],
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ points: 12 });
	expect(punchh.sandbox.punchh.findGuest(MARA.id)?.checkins).toHaveLength(1);
});
