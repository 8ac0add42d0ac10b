import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { startSandbox, type Sandbox } from '../../../../../sandbox';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	forgetAllGuests();
});
afterAll(async () => await sandbox.close());

jumpingClock();

const link = async (items: IDataObject[], options: IDataObject = {}) =>
	await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: {
			resource: 'user',
			operation: 'linkPunchhGuest',
			punchh_user_id: '={{ $json.user }}',
			external_id: '={{ $json.id }}',
			options: options as never,
		},
		items,
		onError: 'continueErrorOutput',
	});

const alias = (name: string) => ({ alias_name: name, alias_label: 'punchh_user_id' });
const idsOf = () => sandbox.braze.profiles.map(({ external_id: id }) => id);
const paths = () => sandbox.braze.requests.splice(0).map(({ url }) => url);

test('two profiles become one, one gets the alias, another the external ID', async () => {
	sandbox.braze.seed({
		profiles: [
			{ external_id: 'CRM-1', attributes: { first_name: 'Mara' } },
			{ alias: alias('1'), attributes: { tier: 'Gold', first_name: 'M' } },
			{ external_id: 'CRM-2' },
			{ alias: alias('3') },
		],
	});
	const list = [
		{ user: 1, id: 'CRM-1' },
		{ user: '2', id: 'CRM-2' },
		{ user: 3, id: 'CRM-3' },
		{ user: 4, id: 'CRM-4' },
	];
	for (const time of ['first', 'again']) {
		const { items, errors } = await link(list);
		expect([time, errors]).toEqual([time, []]);
		expect(items.map(({ json }) => json)).toMatchObject(
			list.map(({ user, id }) => ({
				external_id: id,
				user_alias: alias(String(user)),
				verdict: 'accepted',
			})),
		);
		expect(idsOf()).toEqual(['CRM-1', 'CRM-2', 'CRM-3']);
		expect(sandbox.braze.profiles.map(({ user_aliases: [first] }) => first)).toEqual(
			['1', '2', '3'].map(alias),
		);
	}
	expect(sandbox.braze.profiles.map(({ attributes }) => attributes.punchh_user_id)).toEqual([
		1, 2, 3,
	]);
	expect(sandbox.braze.profiles[0].attributes).toMatchObject({ first_name: 'Mara', tier: 'Gold' });
});

test('guests without a profile get one, if that is wanted, and no guest of another profile', async () => {
	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
	await link([{ user: 1, id: 'CRM-1' }]);
	forgetAllGuests();
	const list = ['CRM-1', 'CRM-3'].map((id, index) => ({ user: index + 2, id }));
	const { items, errors } = await link(list, { makeProfiles: true });
	expect([items.length, errors.length]).toEqual([1, 1]);
	expect(sandbox.braze.profiles).toMatchObject([
		{ external_id: 'CRM-1', user_aliases: [alias('1')], attributes: { punchh_user_id: 1 } },
		{ external_id: 'CRM-3', user_aliases: [alias('3')], attributes: { punchh_user_id: 3 } },
	]);
});

test('120 guests: 50 in a request, and one guest in two items once', async () => {
	const list = Array.from({ length: 120 }, (_, user) => ({ user: user + 1, id: `CRM-${user}` }));
	const { items } = await link([...list, list[0]]);
	expect(items).toHaveLength(121);
	const asked = paths();
	for (const path of ['/users/identify', '/users/alias/new']) {
		expect(asked.filter((one) => one === path)).toHaveLength(3);
	}
});

test('a list that comes in parts, and contradicts itself: refused as well', async () => {
	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }, { external_id: 'CRM-2' }] });
	await link([{ user: 1, id: 'CRM-1' }]);
	const { items, errors } = await link([
		{ user: 2, id: 'CRM-1' },
		{ user: 1, id: 'CRM-2' },
		{ user: 1, id: 'CRM-1' },
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }]);
	expect(errors.map(({ json }) => json.error)).toEqual([
		'An event or a list of an earlier run links 1 with CRM-1',
		'An event or a list of an earlier run links 1 with CRM-1',
	]);
	expect(sandbox.braze.profiles.map(({ attributes }) => attributes.punchh_user_id)).toEqual([
		1,
		undefined,
	]);
});

test('a list that contradicts what stands in Braze: refused', async () => {
	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }, { external_id: 'CRM-2' }] });
	await link([{ user: 1, id: 'CRM-1' }]);
	forgetAllGuests();
	const { items, errors } = await link([{ user: 1, id: 'CRM-2' }]);
	expect(items).toEqual([]);
	expect(errors.map(({ json }) => json.error)).toEqual([
		'In Braze, the guest with the Punchh user ID 1 has the external ID CRM-1',
	]);
	expect(sandbox.braze.profiles[1].attributes).toEqual({});
});

test('while Braze does not say whose a profile is, it is not linked', async () => {
	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
	await link([{ user: 1, id: 'CRM-1' }]);
	forgetAllGuests();
	const fault = { status: 500 };
	sandbox.faults.add({ side: 'braze', path: '/users/export/ids', count: 10, fault });
	const { errors } = await link([{ user: 2, id: 'CRM-1' }]);
	expect(errors[0].json.details).toMatchObject({ verdict: 'failed' });
	expect(sandbox.braze.profiles).toMatchObject([{ attributes: { punchh_user_id: 1 } }]);
});

test.each([
	['1', 'N/A', "'External ID' cannot be 'N/A'"],
	['1', 'null', "'External ID' cannot be 'null'"],
	['730415.0', 'CRM-1', "'Punchh User ID' is not the ID: 730415.0"],
	['730,415', 'CRM-1', "'Punchh User ID' is not the ID: 730,415"],
	['00730415', 'CRM-1', "'Punchh User ID' is not the ID: 00730415"],
	['1', '0', "'External ID' cannot be '0'"],
	['N/A', 'CRM-1', "'Punchh User ID' cannot be 'N/A'"],
	['0', 'CRM-1', "'Punchh User ID' cannot be '0'"],
])('what a table has where an ID is missing is refused: %s, %s', async (user, id, error) => {
	const { items, errors } = await link([{ user, id }]);
	expect(items).toEqual([]);
	expect(errors[0].json.error).toContain(error);
	expect(paths()).toEqual([]);
});

test.each([
	[
		'in a list',
		[
			{ user: 200, id: '300' },
			{ user: 100, id: '200' },
		],
	],
	['before', [{ user: 200, id: '300' }]],
])(
	"the external ID of another guest, %s, is no profile of Punchh's adapter",
	async (where, list) => {
		sandbox.braze.seed({ profiles: [{ external_id: '200' }] });
		if (where === 'before') await link([{ user: 100, id: '200' }]);
		const { errors } = await link(list, { adapterProfiles: true });
		expect(errors.map(({ json }) => json.error)).toEqual([expect.stringMatching(/200/)]);
		expect(idsOf()).toContain('200');
	},
);

test('a list that contradicts itself: the later item is refused, by name', async () => {
	const { items, errors } = await link([
		{ user: 1, id: 'CRM-1' },
		{ user: 1, id: 'CRM-2' },
		{ user: 2, id: 'CRM-1' },
		{ user: '', id: 'CRM-3' },
		{ user: 5, id: '' },
		{ user: 6, id: 'CRM-6' },
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 5 }]);
	expect(errors.map(({ json }) => json.error)).toEqual([
		'An earlier item links 1 with CRM-1',
		'An earlier item links 1 with CRM-1',
		"'Punchh User ID' is empty",
		"'External ID' is empty",
	]);
});

test("an external ID that stands on another guest's profile in Braze is refused", async () => {
	sandbox.braze.seed({
		profiles: [{ external_id: 'CRM-1', alias: alias('1'), attributes: { punchh_user_id: 1 } }],
	});
	const { items, errors } = await link([
		{ user: 2, id: 'CRM-1' },
		{ user: 3, id: 'CRM-3' },
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	expect(errors[0].json.error).toContain('another guest, with the Punchh user ID 1');
	expect(sandbox.braze.profiles[0].attributes.punchh_user_id).toBe(1);
});

test.each(['/users/identify', '/users/alias/new'])('no permission for %s', async (path) => {
	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
	const fault = { status: 403, body: { message: 'Access denied' } };
	sandbox.faults.add({ side: 'braze', path, fault });
	const { errors } = await link([{ user: 1, id: 'CRM-1' }]);
	expect(errors[0].json.details).toMatchObject({ verdict: 'failed', external_id: 'CRM-1' });
	expect(JSON.stringify(errors[0].json)).toContain('permission');
});

describe("profiles of Punchh's adapter", () => {
	const ADAPTER = { adapterProfiles: true };

	test('are merged into the profile with the external ID, which is made if need be', async () => {
		sandbox.braze.seed({
			profiles: [
				{ external_id: '1', attributes: { tier: 'Gold' } },
				{ external_id: '2', attributes: { tier: 'Green' } },
				{ external_id: 'CRM-2', attributes: { app: true } },
			],
		});
		await link(
			[
				{ user: 1, id: 'CRM-1' },
				{ user: 2, id: 'CRM-2' },
			],
			ADAPTER,
		);
		expect(idsOf().sort()).toEqual(['CRM-1', 'CRM-2']);
		const tiers = sandbox.braze.profiles.map(({ attributes }) => attributes.tier).sort();
		expect(tiers).toEqual(['Gold', 'Green']);
	});

	test('get the alias if there is no external ID', async () => {
		sandbox.braze.seed({ profiles: [{ external_id: '1' }, { alias: alias('1') }] });
		const { items } = await link([{ user: 1, id: '' }], ADAPTER);
		expect(items[0].json).toMatchObject({ verdict: 'accepted', external_id: '1' });
		expect(sandbox.braze.profiles).toMatchObject([
			{ external_id: '1', user_aliases: [alias('1')], attributes: { punchh_user_id: 1 } },
		]);
	});
});
