import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { PUNCHH_KEYS } from '../../../../../sandbox/punchh/seed';
import { JO, MARA } from '../../../../harness/punchh';
import { cutAfter, punchh } from './members.setup';

const member = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'segmentMember',
	operation,
	segment: { __rl: true, mode: 'id', value: '1874' },
	findGuestBy: 'userId',
	userId: '={{ $json.id }}',
	guests: '={{ $json.guest }}',
	...more,
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
				{ guest: 'nobody@home' },
				{ guest: '' },
				{ guest: [MARA.email, 'neither@this'] },
				{ guest: MARA.id, segment: 9 },
			],
			onError: 'continueErrorOutput',
		});
		expect(result.items).toMatchObject([{ json: { guests: 2 }, pairedItem: { item: 0 } }]);
		expect(result.errors.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			['Punchh does not recognize this as an email or a user ID: nobody@home', { item: 1 }],
			["'Guests' is empty", { item: 2 }],
			['Punchh does not recognize this as an email or a user ID: neither@this', { item: 3 }],
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

	let other: Sandbox;
	beforeAll(async () => (other = await startSandbox()));
	afterAll(async () => await other.close());

	test('only items with the same server and key share a call', async () => {
		const { admin, limitedAdmin } = PUNCHH_KEYS;
		const [one, two] = [punchh.sandbox.punchhUrl, other.punchhUrl];
		const result = await punchh.run({
			parameters: member('addMany'),
			items: [
				{ guest: MARA.id, server: one, key: admin },
				{ guest: MARA.id, server: two, key: admin },
				{ guest: JO.id, server: one, key: limitedAdmin },
				{ guest: JO.id, server: one, key: admin },
				{ guest: JO.id, server: 'users', key: admin },
			],
			credentials: { punchhApi: { baseUrl: '={{ $json.server }}', apiKey: '={{ $json.key }}' } },
			onError: 'continueErrorOutput',
		});
		const sentTo = ({ punchh: { requests } }: Sandbox) =>
			requests.map(({ body }) => (JSON.parse(body) as IDataObject).user_identifiers);
		const mara = String(MARA.id);
		const jo = String(JO.id);
		expect(sentTo(punchh.sandbox)).toEqual([[mara, jo], [jo]]);
		expect(sentTo(other)).toEqual([[mara]]);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 3].map((item) => ({ item })),
		);
		expect(result.errors.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			[expect.not.stringMatching(/full name/), { item: 2 }],
			[expect.stringMatching(/full name of a server/), { item: 4 }],
		]);
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
			items: [{ guest: [...guests, 'nobody@home'] }],
			onError: 'continueErrorOutput',
		});
		expect(result.errors.map(({ json }) => json)).toEqual([
			{
				guest: [...guests, 'nobody@home'],
				error: 'Busy.',
				details: {
					by: 'n8n-nodes-punchh-braze',
					invalid: ['nobody@home'],
					send_again: guests.slice(100, 200).map(String),
					description: expect.stringMatching(
						/^Check 'Segment' and 'Method'\. Punchh request ID: .+\. 150 of the 251 guests of this item were added; 'send_again' in the error output lists/,
					),
				},
			},
		]);
		expect(punchh.sandbox.punchh.members).toHaveLength(150);
	});

	test('calls of an item that fail for two reasons: both are reported', async () => {
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

test.each([
	['long ago', '2026-01-02T03:04:05Z', true],
	[
		'a little earlier, in another zone',
		new Date(Date.now() - 10_000 + 3_600_000).toISOString().replace(/\..*/, '+01:00'),
		true,
	],
	['in the same second', undefined, false],
	['at a time whose zone nobody knows', '2026-01-02 03:04:05', false],
	['at no time', 'once', false],
])('Add: Punchh accepts again a member who was added %s', async (_when, createdAt, already) => {
	await punchh.run({ parameters: member('add'), items: [MARA] });
	const [row] = punchh.sandbox.punchh.members;
	row.created_at = createdAt ?? row.created_at;
	const { items } = await punchh.run({ parameters: member('add'), items: [MARA] });
	expect(items[0].json).toMatchObject({ user_id: MARA.id, already_member: already });
});

test('Add: the answer is lost, and the member that it made is no earlier one', async () => {
	cutAfter('POST', 1);
	const { items } = await punchh.run({ parameters: member('add'), items: [MARA] });
	expect(items[0].json).toMatchObject({ user_id: MARA.id, already_member: false });
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
