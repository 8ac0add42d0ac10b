import { BRAZE_KEY } from '../../../sandbox/braze/seed';
import { call, track, type Json } from '../http';
import { control, deliveries, receiving, register, sandbox } from './webhooks.setup';

interface Told {
	outcome: string;
	steps: Json[];
}

const storyOf = async ({ contentId }: Json) =>
	(await control('GET', `/timeline?content_id=${String(contentId)}`)).body as unknown as Told;
const timeline = async () => {
	await sandbox.punchhWebhooks.idle();
	return await storyOf((await deliveries()).items[0]);
};

test('tells what the receiver said when it took the event', async () => {
	await register();
	receiving.words =
		'{"message":"Not selected","reason":"Guest is not chosen","token":"of somebody"}';
	await control('POST', '/events', { events: ['guest'] });
	const { outcome, steps } = await timeline();
	expect(outcome).toBe(
		'Delivered after 1 try, with the answer "Not selected: Guest is not chosen". Nothing about it has reached Braze.',
	);
	const attempt = { status: 200, said: 'Not selected: Guest is not chosen' };
	expect(steps[2]).toMatchObject({ attempt });
	const { items } = await deliveries();
	expect(items).toMatchObject([{ state: 'DELIVERED', attempts: [attempt] }]);
	expect(JSON.stringify(items)).not.toContain('of somebody');
});

describe('of the calls about the guest of an event, the story', () => {
	const alias = { alias_name: '730415', alias_label: 'punchh_user_id' };
	const headers = { authorization: `Bearer ${BRAZE_KEY}` };
	const post = async (path: string, body: Json) =>
		await call('POST', `${sandbox.brazeUrl}${path}`, headers, body);
	const linkGuest = async () => {
		const fields_to_export = ['external_id', 'user_aliases'];
		const external_ids = ['CRM-000917', 'somebody else'];
		await post('/users/export/ids', { external_ids, fields_to_export });
		await track(sandbox.brazeUrl, {
			attributes: [{ external_id: 'CRM-000917', email: 'mara.lind@example.com' }],
		});
		const identified = [
			{ external_id: 'CRM-000917', user_alias: alias },
			{ external_id: 'CRM-2', user_alias: { ...alias, alias_name: '2' } },
		];
		await post('/users/identify', { aliases_to_identify: identified });
		await post('/users/merge', {
			merge_updates: [
				{
					identifier_to_merge: { external_id: 'CRM-000001' },
					identifier_to_keep: { external_id: 'CRM-000917' },
				},
			],
		});
		await post('/users/alias/new', { user_aliases: [{ external_id: 'CRM-000917', ...alias }] });
		await post('/users/export/ids', { user_aliases: [alias], fields_to_export });
	};
	const words = ({ steps }: Told) =>
		steps.filter(({ kind }) => kind === 'guestCall').flatMap((step) => step.words);

	test('tells those that look up and link the profile, in words', async () => {
		await register();
		receiving.onEvent = linkGuest;
		await control('POST', '/events', { events: ['guest'] });
		const told = await timeline();
		expect(words(told)).toEqual([
			'Looks up the profile with the external ID CRM-000917: there is none yet',
			'Makes the alias punchh_user_id: 730415 and the external ID CRM-000917 one profile',
			'Merges the profile with the external ID CRM-000001 into the one with the external ID CRM-000917',
			'Adds the alias punchh_user_id: 730415 to the profile with the external ID CRM-000917',
			'Looks up the profile with the alias punchh_user_id: 730415: there is one',
		]);
		expect(told.steps.at(-2)).toMatchObject({ kind: 'guestCall', status: 201 });
		expect(told.steps.find(({ kind }) => kind === 'profile')).toMatchObject({
			name: 'CRM-000917',
			onlyAttributes: true,
		});
	});

	test("tells none that came after the guest's next event", async () => {
		await register();
		receiving.onEvent = linkGuest;
		for (const event of ['guest', 'reward']) {
			await control('POST', '/events', { events: [event] });
			await sandbox.punchhWebhooks.idle();
		}
		const [reward, guest] = (await deliveries()).items;
		const ofGuest = words(await storyOf(guest));
		expect(ofGuest).toHaveLength(5);
		expect(ofGuest[0]).toContain('there is none yet');
		const ofReward = words(await storyOf(reward));
		expect(ofReward).toHaveLength(5);
		expect(ofReward[0]).toContain('there is one');
	});
});

describe('of calls without a content_id, the story of an event', () => {
	const attributes = async (given: Json, extra: Json = {}) =>
		await track(sandbox.brazeUrl, {
			attributes: [{ external_id: 'CRM-000917', ...given }],
			...extra,
		});
	/** Has one event happen; resolves when it is delivered. */
	const happen = async (event: string) => {
		await control('POST', '/events', { events: [event], duplicates: 0 });
		await sandbox.punchhWebhooks.idle();
	};
	const requests = ({ steps }: Told) => steps.filter(({ kind }) => kind === 'request');

	test("has those until the guest's next event came, and counts no later ones", async () => {
		await register();
		let round = 0;
		receiving.onEvent = async () => await attributes({ round: (round += 1) });
		for (let index = 0; index < 3; index += 1) await happen('guest');
		const stories = await Promise.all((await deliveries()).items.reverse().map(storyOf));
		const made = sandbox.braze.requests.map(({ number }) => [number]);
		expect(made).toHaveLength(3);
		expect(stories.map((one) => requests(one).map(({ number }) => number))).toEqual(made);
		for (const { outcome } of stories) expect(outcome).toContain('Braze took 1 of 1 object');
	});

	test('does not count a later one in place of those that came together with another event', async () => {
		await register();
		await happen('guest');
		await happen('reward');
		const [reward, guest] = (await deliveries()).items;
		const event = { external_id: 'CRM-000917', name: 'rewards', time: new Date().toISOString() };
		const properties = { content_id: reward.contentId };
		await attributes({ first_name: 'Mara' }, { events: [{ ...event, properties }] });
		receiving.onEvent = async () => await attributes({ first_name: 'Maja' });
		await happen('guest');
		const told = await storyOf(guest);
		expect(requests(told)).toMatchObject([{ objects: [{ shared: true }] }]);
		expect(told.outcome).toContain('together with other events: they may belong to either');
	});

	test('goes on to the one that Braze took, where the first was refused', async () => {
		await register();
		sandbox.faults.add({ side: 'braze', path: '*', count: 1, fault: { status: 503 } });
		receiving.onEvent = async () => await attributes({ a: 1 }).catch(() => undefined);
		await happen('guest');
		receiving.onEvent = async () => undefined;
		await happen('reward');
		await attributes({ a: 1 });
		const told = await storyOf((await deliveries()).items[1]);
		expect(told.outcome).toContain('Braze took 1 of 1 object');
	});
});

describe('of attributes, the story', () => {
	const user = { external_id: 'CRM-000917' };
	const before = { ...user, phone: '+15550142001', tier: 'Gold', a: 1, b: 2, c: 3, d: 4, e: 5 };
	const titles = async (given: Json) => {
		await register();
		await track(sandbox.brazeUrl, { attributes: [before] });
		receiving.onEvent = async () => await track(sandbox.brazeUrl, { attributes: [given] });
		await control('POST', '/events', { events: ['guest'] });
		const { outcome, steps } = await timeline();
		const { objects } = steps.find(({ kind }) => kind === 'request') as { objects: Json[] };
		return { outcome, title: objects[0].title };
	};

	test('says first which were removed, then which have another value', async () => {
		const { outcome, title } = await titles({ ...before, f: 6, tier: 'Silver', phone: null });
		expect(title).toBe('removed: phone; changed: tier, f; 5 as before');
		expect(outcome).toContain('; removed from the profile: phone.');
	});

	test('counts what is more than a few', async () => {
		const more = { a: 2, b: 3, c: 4, d: 5, e: 6, f: 7, g: 8 };
		expect((await titles({ ...user, ...more })).title).toBe('changed: a, b, c, d, e, f and 1 more');
	});

	test('leaves out what came before the event, also in the same millisecond', async () => {
		const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
		const { title } = await titles({ ...user, tier: 'Silver' });
		clock.mockRestore();
		expect(title).toBe('changed: tier');
	});

	test('lists all where nothing is different, or a profile is new', async () => {
		const { outcome, title } = await titles({ ...user, a: 1, b: 2 });
		expect(title).toBe('a, b');
		expect(outcome).not.toContain('removed');
		sandbox.reset();
		expect((await titles({ external_id: 'new', email: 'mara.lind@example.com', a: 1 })).title).toBe(
			'a',
		);
	});
});
