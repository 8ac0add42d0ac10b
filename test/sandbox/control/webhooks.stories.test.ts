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
			// Both are told in milliseconds.
			await new Promise((resolve) => setTimeout(resolve, 5));
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
