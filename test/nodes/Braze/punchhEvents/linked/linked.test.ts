import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { AGAIN_MS, alias, CHANGED_ID, checkIn, guest, link, paths, USER } from './linked.setup';

const clock = jumpingClock();

describe('one guest is one profile', () => {
	test('check-ins without the external ID, then a guest with it', async () => {
		await link([checkIn({}, 1)]);
		expect(paths()).toEqual(['/users/track']);
		const { items } = await link([
			guest({ external_source_id: 'CRM-1', previous_changes: CHANGED_ID }, 2),
		]);
		expect(items[0].json).toMatchObject({
			verdict: 'accepted',
			identifiedBy: 'linked',
			identifier: { external_id: 'CRM-1' },
			link: { external_id: 'CRM-1', user_alias: alias(), verdict: 'accepted' },
		});
		const [profile, ...others] = sandbox.braze.profiles;
		expect(others).toEqual([]);
		expect(profile).toMatchObject({ external_id: 'CRM-1', user_aliases: [alias()] });
		expect(profile.events).toHaveLength(1);
		expect(profile.attributes).toMatchObject({ punchh_user_id: USER });
	});

	test('later events go to it without the external ID, and cost nothing more', async () => {
		await link([guest({ external_source_id: 'CRM-1' })]);
		paths();
		const { items } = await link([checkIn({}, 1)]);
		expect(items[0].json).toMatchObject({ identifier: { external_id: 'CRM-1' }, attributes: 0 });
		expect(items[0].json).not.toHaveProperty('link');
		expect(paths()).toEqual(['/users/track']);
	});

	test('an earlier item of the run takes the external ID of a later one', async () => {
		await link([checkIn({}, 1), guest({ external_source_id: 'CRM-1' }, 2)]);
		expect(sandbox.braze.profiles).toHaveLength(1);
		expect(sandbox.braze.profiles[0].events).toHaveLength(1);
	});

	test('links are asked for once more when Braze has recorded everything, then no more', async () => {
		await link([guest({ external_source_id: 'CRM-1' })]);
		expect(paths().slice(-2)).toEqual(['/users/identify', '/users/alias/new']);
		clock.pass(AGAIN_MS - 1);
		await link([checkIn({ user_id: 2 }, 1)]);
		expect(paths()).toEqual(['/users/track']);
		clock.pass(1);
		await link([checkIn({ user_id: 2 }, 2)]);
		// Whether they are one is looked up first.
		expect(paths()).toEqual([
			...['/users/export/ids', '/users/export/ids'],
			...['/users/track', '/users/identify', '/users/alias/new'],
		]);
		clock.pass(AGAIN_MS);
		await link([checkIn({ user_id: 2 }, 3)]);
		expect(paths()).toEqual(['/users/track']);
	});

	test('what was written under the alias is written again, and wins over older values', async () => {
		sandbox.braze.seed({
			profiles: [{ external_id: 'CRM-1', attributes: { first_name: 'Old', favourite: 'latte' } }],
		});
		await link([guest({ first_name: 'New', previous_changes: ['first_name'] }, 1)]);
		await link([checkIn({ external_source_id: 'CRM-1' }, 2)]);
		expect(sandbox.braze.profiles).toHaveLength(1);
		expect(sandbox.braze.profiles[0].attributes).toMatchObject({
			first_name: 'New',
			favourite: 'latte',
			punchh_user_id: USER,
		});
	});

	test('an external ID that changes moves along', async () => {
		await link([guest({ external_source_id: 'CRM-1' }, 1), checkIn({}, 2)]);
		await link([guest({ external_source_id: 'CRM-2', previous_changes: CHANGED_ID }, 3)]);
		await link([checkIn({ external_source_id: 'CRM-1' }, 2.5)]);
		expect(sandbox.braze.profiles).toHaveLength(1);
		const [profile] = sandbox.braze.profiles;
		expect(profile).toMatchObject({ external_id: 'CRM-2', user_aliases: [alias()] });
		expect(profile.events).toHaveLength(2);
	});
});

describe('two guests', () => {
	const two = [
		guest({ external_source_id: 'CRM-1' }, 1),
		guest({ user_id: 2, external_source_id: 'CRM-1', first_name: 'Ida' }, 2),
	];

	test('with one external ID: the second is refused', async () => {
		const { items, errors } = await link(two);
		expect(items).toHaveLength(1);
		expect(errors[0].json.error).toContain('Another guest, with the Punchh user ID 730415');
		expect(sandbox.braze.profiles[0].attributes).toMatchObject({ punchh_user_id: USER });
		const again = await link([two[1]]);
		expect(again.errors).toHaveLength(1);
	});

	test('with one external ID: both in one profile if the user says so, with a warning', async () => {
		const { items } = await link(two, { sharedIdentifiers: 'warn' });
		expect(items).toHaveLength(2);
		expect(items[1].json.warnings).toEqual([expect.stringContaining('both are in one profile')]);
		expect(sandbox.braze.profiles).toHaveLength(1);
	});

	test.each(['email', 'phone'])('with one %s in a run: the second is refused', async (by) => {
		const { items, errors } = await link(
			[checkIn({}, 1), checkIn({ user_id: 2 }, 2), checkIn({}, 3)],
			{},
			{ identifiers: { identifier: [{ by }] } },
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(errors[0].json.error).toMatch(
			/Another guest of this run.*730415.*the same (Email|Phone)/,
		);
	});
});

describe('the newest value counts', () => {
	const sentText = () => sandbox.braze.requests.map(({ body }) => body).join();

	test('an event that comes late does not put an old value back', async () => {
		await link([guest({ city: 'Newtown', previous_changes: ['city'] }, 5)]);
		const { items } = await link([
			guest({ city: 'Oldtown', state: 'VT', previous_changes: ['city', 'state'] }, 4),
		]);
		expect(items[0].json.warnings).toEqual([expect.stringMatching(/newer event.*home_city/)]);
		const { attributes } = sandbox.braze.profiles[0];
		expect(attributes).toMatchObject({ home_city: 'Newtown', state: 'VT' });
		// Not even for a moment, as a change of an attribute can start a campaign.
		expect(sentText()).not.toContain('Oldtown');
	});

	test('within a run as well, in any order of the items', async () => {
		await link([
			guest({ city: 'Newtown', previous_changes: ['city'] }, 5),
			guest({ city: 'Oldtown', previous_changes: ['city'] }, 4),
		]);
		expect(sandbox.braze.profiles[0].attributes.home_city).toBe('Newtown');
		expect(sentText()).not.toContain('Oldtown');
	});
});

describe('punchh_user_id', () => {
	test.each(['linked', 'external_id', 'email', 'user_alias'])(
		'is written once for each guest, by %s',
		async (by) => {
			const identifiers = { identifier: [{ by }] };
			const event = checkIn({ external_source_id: 'CRM-1' });
			const first = await link([event, event], {}, { identifiers });
			expect(first.items.map(({ json }) => json.attributes)).toEqual([1, 0]);
			const second = await link([event], {}, { identifiers });
			expect(second.items[0].json.attributes).toBe(0);
			const marks = sandbox.braze.requests.filter(({ body }) => body.includes('"punchh_user_id":'));
			expect(marks).toHaveLength(1);
			expect(sandbox.braze.profiles[0].attributes.punchh_user_id).toBe(USER);
		},
	);

	test.each([
		[{ preset: 'adapter' }, {}],
		[{ attributesToSend: 'none' }, {}],
		[{}, { dropFields: 'punchh_user_id' }],
	])('is not written with %j %j', async (parameters, options) => {
		const event = checkIn({ external_source_id: 'CRM-1' });
		const { items } = await link([event], options, parameters);
		expect(items[0].json.attributes).toBe(0);
	});
});
