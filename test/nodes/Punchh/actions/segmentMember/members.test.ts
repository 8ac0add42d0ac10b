import type { INodeParameters } from 'n8n-workflow';

import { JO, MARA, usePunchhSandbox } from '../../../../harness/punchh';

const punchh = usePunchhSandbox();

const member = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'segmentMember',
	operation,
	segment: { __rl: true, mode: 'id', value: '1874' },
	findGuestBy: 'userId',
	userId: '={{ $json.id }}',
	guests: '={{ $json.guest }}',
	...more,
});
const cutAfter = (method: 'POST' | 'DELETE', count: number) =>
	punchh.sandbox.faults.add({
		side: 'punchh',
		method,
		path: '/api2/dashboard/custom_segments*',
		count,
		fault: { cut: 'after' },
	});

describe('Add Many', () => {
	const seed = (count: number) => {
		const guests = Array.from({ length: count }, (_, index) => ({
			email: `guest-${index}@example.com`,
			user_id: 10_000 + index,
		}));
		punchh.sandbox.punchh.seed({ guests });
		return guests.map(({ user_id: id }) => ({ guest: id }));
	};

	test.each([
		['async', [1000, 1000, 500], 'accepted'],
		['sync', Array.from({ length: 25 }, () => 100), 'added'],
	])('%s: 2,500 items in calls of %j', async (bulkMethod, sizes, verdict) => {
		const { items, error } = await punchh.run({
			parameters: member('addMany', { bulkMethod }),
			items: seed(2_500),
		});
		expect(error).toBeUndefined();
		expect(punchh.sandbox.punchh.members).toHaveLength(2_500);
		const sent = punchh.sandbox.punchh.requests.map(
			({ body }) => (JSON.parse(body) as { user_identifiers: string[] }).user_identifiers.length,
		);
		expect(sent).toEqual(sizes);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(items[7].json).toEqual({ custom_segment_id: 1874, guests: 1, verdict });
	});

	test('each item by itself: what is no identifier, what is missing, another segment', async () => {
		const result = await punchh.run({
			parameters: member('addMany', {
				segment: { __rl: true, mode: 'id', value: '={{ $json.segment ?? 1874 }}' },
			}),
			items: [
				{ guest: `${MARA.id}, ${JO.email}` },
				{ guest: 'not an identifier' },
				{ guest: '' },
				{ guest: [MARA.email, 'neither@@this'] },
				{ guest: MARA.id, segment: 9 },
			],
			onError: 'continueErrorOutput',
		});
		expect(result.items).toMatchObject([{ json: { guests: 2 }, pairedItem: { item: 0 } }]);
		expect(result.errors.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			['Punchh takes this for no email and no user ID: not an identifier', { item: 1 }],
			["'Guests' is empty", { item: 2 }],
			['Punchh takes this for no email and no user ID: neither@@this', { item: 3 }],
			['Custom Segment not found.', { item: 4 }],
		]);
	});

	test('a refused key ends it: the calls behind are not made', async () => {
		const result = await punchh.run({
			parameters: member('addMany'),
			items: seed(2_500),
			keys: { admin: 'wrong-admin-key' },
			onError: 'continueErrorOutput',
		});
		expect(result.errors).toHaveLength(2_500);
		expect(punchh.sandbox.punchh.requests).toHaveLength(1);
	});

	test('one of the calls of an item is refused: which guests to send again', async () => {
		const guests = seed(250).map(({ guest }) => guest);
		const fail = {
			side: 'punchh' as const,
			method: 'POST' as const,
			path: '/api2/dashboard/custom_segments*',
		};
		punchh.sandbox.faults.add({ ...fail, count: 1, fault: { delayMs: 1 } });
		punchh.sandbox.faults.add({
			...fail,
			count: 1,
			fault: { status: 422, body: { errors: { base: ['Busy.'] } } },
		});
		const result = await punchh.run({
			parameters: member('addMany', { bulkMethod: 'sync' }),
			items: [{ guest: [...guests, 'no identifier'] }],
			onError: 'continueErrorOutput',
		});
		expect(result.errors.map(({ json }) => json)).toEqual([
			{
				guest: [...guests, 'no identifier'],
				error: 'Busy.',
				details: {
					invalid: ['no identifier'],
					send_again: guests.slice(100, 200).map(String),
					description: expect.stringMatching(
						/^Check 'Segment' and 'Method'\. Punchh request ID: .+\. 150 of the 251 guests of this item were added; 'send_again' in the error output has/,
					),
				},
			},
		]);
		expect(punchh.sandbox.punchh.members).toHaveLength(150);
	});

	test('calls of an item that fail for two reasons: both are told', async () => {
		const refuse = (text: string) =>
			punchh.sandbox.faults.add({
				side: 'punchh',
				path: '/api2/dashboard/custom_segments*',
				count: 1,
				fault: { status: 422, body: { errors: { base: [text] } } },
			});
		['Busy.', 'Busy.', 'Closed.'].forEach(refuse);
		const { error } = await punchh.run({
			parameters: member('addMany', { bulkMethod: 'sync' }),
			items: [{ guest: seed(301).map(({ guest }) => guest) }],
		});
		expect(error?.message).toBe('Busy.; Closed.');
		expect(error?.description).toMatch(/1 of the 301 guests.*send the item again/);
	});

	test('an answer that is lost is asked for again', async () => {
		cutAfter('POST', 1);
		const { error } = await punchh.run({
			parameters: member('addMany'),
			items: [{ guest: MARA.id }],
		});
		expect(error).toBeUndefined();
		expect(punchh.sandbox.punchh.members).toHaveLength(1);
	});
});

test('Add: a member stays a member, even where Punchh refuses to add it again', async () => {
	await punchh.run({ parameters: member('add'), items: [MARA] });
	punchh.sandbox.punchh.knobs.repeatedMember = 'refused';
	const { items, error } = await punchh.run({ parameters: member('add'), items: [MARA] });
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ user_id: MARA.id, already_member: true });
	expect(punchh.sandbox.punchh.members).toHaveLength(1);
});

test('Add: another refusal stays one', async () => {
	punchh.sandbox.faults.add({
		side: 'punchh',
		method: 'POST',
		path: '/api2/dashboard/custom_segments/members',
		fault: { status: 422, body: { errors: { base: ['The segment is being rebuilt.'] } } },
	});
	const { error } = await punchh.run({ parameters: member('add'), items: [MARA] });
	expect(error?.message).toBe('The segment is being rebuilt.');
});

test('Remove: the answer is lost, and the guest is gone when it is asked again', async () => {
	await punchh.run({ parameters: member('add'), items: [MARA] });
	cutAfter('DELETE', 1);
	const { items, error } = await punchh.run({
		parameters: member('remove', { ignoreMissing: false }),
		items: [MARA],
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ removed: true, was_member: true });
});

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
	expect(error?.message).toBe('Punchh did not answer: the connection broke off');
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
	expect(error?.description).toMatch(/may have acted on the call all the same/);
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
