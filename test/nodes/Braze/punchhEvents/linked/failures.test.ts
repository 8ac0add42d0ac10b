import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { AGAIN_MS, alias, checkIn, guest, link, paths, USER } from './linked.setup';

const clock = jumpingClock();

describe('what can go wrong', () => {
	test.each([
		['users.identify', '/users/identify'],
		['users.alias.new', '/users/alias/new'],
	])('a key without %s: an error that names it, and nothing is recorded', async (missing, path) => {
		sandbox.faults.add({
			side: 'braze',
			path,
			fault: { status: 403, body: { message: 'Access denied' } },
		});
		const { items, errors } = await link([
			guest({ external_source_id: 'CRM-1' }),
			checkIn({ user_id: 2 }),
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(errors[0].json.error).toContain('cannot be linked');
		expect(JSON.stringify(errors[0].json)).toContain(`'${missing}' permission`);
		expect(errors[0].json.details).toMatchObject({ verdict: 'failed' });
		expect(sandbox.braze.profiles.map(({ external_id: id }) => id)).toEqual([undefined]);
	});

	test('a link that Braze does not answer is a warning, and comes again', async () => {
		await link([guest({ external_source_id: 'CRM-1' })]);
		sandbox.faults.add({
			side: 'braze',
			path: '/users/identify',
			count: 5,
			fault: { status: 500 },
		});
		const { items } = await link([guest({ user_id: 2, external_source_id: 'CRM-2' })]);
		expect(items[0].json).toMatchObject({ verdict: 'accepted', link: { verdict: 'unknown' } });
		expect(items[0].json.warnings).toEqual([expect.stringContaining('later runs will try again')]);
		const { items: later } = await link([checkIn({ user_id: 2 })]);
		expect(later[0].json.link).toMatchObject({ verdict: 'accepted' });
	});

	test('a dry run links nothing and remembers nothing', async () => {
		await link([guest({ external_source_id: 'CRM-1' })], { dryRun: true });
		expect(paths()).toEqual([]);
		await link([checkIn({})]);
		expect(sandbox.braze.profiles[0].user_aliases).toEqual([alias()]);
	});

	test('after a restart a guest is linked anew', async () => {
		await link([checkIn({}, 1)]);
		forgetAllGuests();
		await link([guest({ external_source_id: 'CRM-1' }, 2)]);
		expect(sandbox.braze.profiles).toHaveLength(1);
	});
});

describe("profiles of Punchh's adapter", () => {
	beforeEach(() =>
		sandbox.braze.seed({ profiles: [{ external_id: String(USER), attributes: { tier: 'Gold' } }] }),
	);

	test('go on, get the alias, and are merged when the external ID comes', async () => {
		await link([checkIn({}, 1)], { adapterProfiles: true });
		expect(sandbox.braze.profiles).toMatchObject([
			{ external_id: String(USER), user_aliases: [alias()] },
		]);
		await link([guest({ external_source_id: 'CRM-1' }, 2)], { adapterProfiles: true });
		const [profile, ...others] = sandbox.braze.profiles;
		expect(others).toEqual([]);
		expect(profile).toMatchObject({ external_id: 'CRM-1', attributes: { tier: 'Gold' } });
		expect(profile.events).toHaveLength(1);
	});

	test('are left alone unless the user says whose they are', async () => {
		await link([guest({ external_source_id: 'CRM-1' }, 2)]);
		expect(sandbox.braze.profiles).toHaveLength(2);
		expect(sandbox.braze.profiles[0].user_aliases).toEqual([]);
	});
});

test('a user ID with a decimal point is refused, as it would be another guest', async () => {
	const { errors } = await link([checkIn({ user_id: '730415.0' }, 1)]);
	expect(errors[0].json.error).toContain("'user_id' of the guest is not the ID: 730415.0");
});

test('a guest of whom nothing was recorded while links were asked for is linked later', async () => {
	const others = async (at: number) => {
		clock.pass(AGAIN_MS);
		await link([checkIn({ user_id: 99 }, at)]);
	};
	const fault = { status: 403, body: { message: 'Access denied' } };
	sandbox.faults.add({ side: 'braze', path: '/users/track', count: 1, fault });
	const event = guest({ external_source_id: 'CRM-1' }, 1);
	expect((await link([event])).errors).toHaveLength(1);
	for (const at of [9_001, 9_002, 9_003]) await others(at);
	await link([event]);
	for (const at of [9_004, 9_005]) await others(at);
	forgetAllGuests();
	await link([checkIn({}, 2)]);
	expect(
		sandbox.braze.profiles.filter(({ attributes: { punchh_user_id: id } }) => id !== 99),
	).toMatchObject([{ external_id: 'CRM-1', user_aliases: [alias()], events: [{}] }]);
});
