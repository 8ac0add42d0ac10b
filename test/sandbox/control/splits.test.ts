import { findSplits, type KnownGuest, type NamedProfile } from '../../../sandbox/control/splits';
import { GUESTS } from '../../../sandbox/punchh/seed';
import { freshEvent, readSample } from '../../../sandbox/punchh/webhooks/events';
import { callControl, track, type Json } from '../http';
import { startScripted, type ScriptedReceiver } from '../scriptedReceiver';
import { sandbox } from './control.setup';

let made = 0;
/** A profile with some names. */
function profile(fields: Partial<NamedProfile>): NamedProfile {
	const braze_id = `profile-${++made}`;
	return { braze_id, deprecated_external_ids: [], user_aliases: [], attributes: {}, ...fields };
}
const alias = (alias_name: string, alias_label = 'punchh_user_id') => ({
	user_aliases: [{ alias_name, alias_label }],
});
const guest = (userId: string, ...externalIds: string[]): KnownGuest => ({ userId, externalIds });

/** Who is split, and the names of the profiles. */
const split = (profiles: NamedProfile[], ...guests: KnownGuest[]) =>
	findSplits(profiles, guests).map(({ userId, profiles: parts }) => [
		userId,
		...parts.map(({ name }) => name),
	]);

describe('one guest is two profiles', () => {
	test.each<[string, NamedProfile[], KnownGuest[]]>([
		[
			'by the alias, and by the external ID that Punchh knows',
			[profile({ external_id: 'crm-7' }), profile(alias('7'))],
			[guest('7', 'crm-7')],
		],
		[
			'by the alias, and by the attribute punchh_user_id',
			[profile({ external_id: 'crm-7', attributes: { punchh_user_id: '7' } }), profile(alias('7'))],
			[],
		],
		[
			'by the attribute as a number',
			[profile({ external_id: 'crm-7', attributes: { punchh_user_id: 7 } }), profile(alias('7'))],
			[],
		],
		[
			'by the user ID as external ID, and later by the external ID',
			[profile({ external_id: '7' }), profile({ external_id: 'crm-7' })],
			[guest('7'), guest('7', 'crm-7')],
		],
		[
			'by the external ID before and after a change',
			[profile({ external_id: 'crm-7' }), profile({ external_id: 'crm-8' })],
			[guest('7', 'crm-7'), guest('7', 'crm-8')],
		],
		[
			'by a deprecated external ID',
			[
				profile({ external_id: 'new', deprecated_external_ids: ['crm-7'] }),
				profile({ external_id: 'crm-8' }),
			],
			[guest('7', 'crm-7', 'crm-8')],
		],
		[
			'by the external ID, and by an alias that is the external ID',
			[profile({ external_id: 'crm-7' }), profile(alias('crm-7', 'customer_id'))],
			[guest('7', 'crm-7')],
		],
	])('%s', (_name, profiles, guests) => {
		expect(findSplits(profiles, guests)).toEqual([
			{
				userId: '7',
				externalIds: [...new Set(guests.flatMap(({ externalIds }) => externalIds))],
				profiles: profiles.map(({ braze_id }) => ({ braze_id, name: expect.any(String) })),
			},
		]);
	});

	test('and is told with what names the profiles', () => {
		expect(
			split(
				[
					profile({ external_id: 'crm-7', ...alias('7') }),
					profile(alias('7', 'punchh_user_id')),
					profile({ braze_id: 'b3', attributes: { punchh_user_id: '7' } }),
				],
				guest('7', 'crm-7'),
			),
		).toEqual([['7', 'external ID crm-7', 'alias punchh_user_id: 7', 'Braze ID b3']]);
	});
});

test.each<[string, NamedProfile[], KnownGuest[]]>([
	[
		'one profile has all names',
		[profile({ external_id: 'crm-7', ...alias('7'), attributes: { punchh_user_id: 7 } })],
		[guest('7', 'crm-7')],
	],
	[
		'two guests are two profiles',
		[profile(alias('7')), profile(alias('8'))],
		[guest('7', 'crm-7'), guest('8', 'crm-8')],
	],
	[
		"one guest's external ID is another's user ID",
		[profile({ external_id: '8' }), profile(alias('8'))],
		[guest('7', '8'), guest('8')],
	],
	[
		'two guests had the same external ID',
		[profile({ external_id: 'shared' }), profile(alias('7'))],
		[guest('7', 'shared'), guest('8', 'shared')],
	],
	[
		'two share an address',
		[
			profile({ ...alias('7'), attributes: { email: 'mara@example.com' } }),
			profile({ attributes: { email: 'mara@example.com' } }),
		],
		[guest('7')],
	],
	[
		'an alias of another kind happens to be a user ID',
		[profile(alias('7')), profile(alias('7', 'store'))],
		[guest('7')],
	],
	['Punchh knows nobody of them', [profile({ external_id: 'a' }), profile({})], []],
])('nobody is split when %s', (_name, profiles, guests) => {
	expect(split(profiles, ...guests)).toEqual([]);
});

describe('of a running sandbox', () => {
	const splits = async () =>
		(await callControl(sandbox, 'GET', '/braze/splits')).body as { total: number; items: Json[] };
	const [mara] = GUESTS;
	const byAlias = {
		user_alias: { alias_name: String(mara.user_id), alias_label: 'punchh_user_id' },
		_update_existing_only: false,
	};
	let receiver: ScriptedReceiver;
	beforeEach(async () => {
		receiver = await startScripted();
	});
	afterEach(async () => await receiver.close());

	test('there are none at first, and none of one profile', async () => {
		expect(await splits()).toEqual({ total: 0, offset: 0, items: [] });
		await track(sandbox.brazeUrl, { attributes: [byAlias] });
		expect((await splits()).total).toBe(0);
	});

	test("an external ID that only Punchh's API knows joins two profiles", async () => {
		sandbox.punchh.guestBook.change(sandbox.punchh.guests[1], { external_source_id: 'crm-16' });
		const alias_name = String(GUESTS[1].user_id);
		await track(sandbox.brazeUrl, {
			attributes: [
				{ ...byAlias, user_alias: { ...byAlias.user_alias, alias_name } },
				{ external_id: 'crm-16' },
			],
		});
		const [{ braze_id: first }, { braze_id: second }] = sandbox.braze.profiles;
		expect(await splits()).toEqual({
			total: 1,
			offset: 0,
			items: [
				{
					userId: alias_name,
					externalIds: ['crm-16'],
					profiles: [
						{ braze_id: first, name: `alias punchh_user_id: ${alias_name}` },
						{ braze_id: second, name: 'external ID crm-16' },
					],
				},
			],
		});
	});

	test('an external ID that only an event has is remembered, and the event tells of the split', async () => {
		await sandbox.punchhWebhooks.register({
			name: 'all',
			baseUrl: receiver.origin,
			endPoint: '/hook',
			events: ['guest'],
			active: true,
		});
		const sample = readSample('guest-update-profile');
		const event = freshEvent('guest-update-profile');
		event.payload = { ...sample.payload, external_source_id: 'crm-of-the-event' };
		sandbox.punchh.emit(event);
		const timeline = async () =>
			(await callControl(sandbox, 'GET', `/timeline?content_id=${event.content_id}`)).body as Json;
		await track(sandbox.brazeUrl, { attributes: [byAlias] });
		const before = await timeline();
		expect(before).toHaveProperty('outcome');
		expect(before).not.toHaveProperty('split');

		await track(sandbox.brazeUrl, { attributes: [{ external_id: 'crm-of-the-event' }] });
		const { items } = await splits();
		expect(items).toMatchObject([{ userId: String(mara.user_id), profiles: [{}, {}] }]);
		expect(await timeline()).toMatchObject({ split: items[0] });
	});
});
