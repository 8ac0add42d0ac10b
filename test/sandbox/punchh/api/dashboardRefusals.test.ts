import { PUNCHH_KEYS } from '../../../../sandbox/punchh/seed';
import { call, type Answer, type Json } from '../../http';
import { CHECKIN, client, JO, MARA, NEW, punchhSandbox } from './harness';

/** What the dashboard and WiFi APIs refuse, and with which words. */

const punchh = punchhSandbox();

const missing = (name: string) => ({
	error: `Required parameter missing or the value is empty: ${name}`,
});
const notFound = (text: string) => ({ errors: { not_found: text } });
const member = (params: Json) => ({ custom_segment_id: 1874, user_id: MARA.user_id, ...params });

const TWO_GIFTS = { user_id: MARA.user_id, gift_count: 1, redeemable_id: 118190 };
const EMAIL_TAKEN = { errors: { email: ['Email has already been taken'] } };
const MISSING_CLIENT = {
	errors: {
		missing_required_param: ['Required parameter missing or the value is empty: client'],
	},
};

type Row = [name: string, act: () => Promise<Answer>, status: number, body: unknown];

const refusals: Row[] = [
	[
		'malformed JSON',
		async () => await punchh.dashboard('POST', '/custom_segments', '{"name":'),
		400,
		{ status: 400, error: 'data was not valid JSON' },
	],
	[
		'look-up: unknown guest',
		async () => await punchh.dashboard('GET', '/users/info?user_id=1'),
		404,
		{ errors: { user_not_found: 'User Not Found' } },
	],
	[
		'update: unknown ID',
		async () => await punchh.dashboard('PATCH', '/users', { id: '1', email: MARA.email, user: {} }),
		422,
		{ errors: 'Incorrect information submitted' },
	],
	[
		"update: another guest's e-mail",
		async () =>
			await punchh.dashboard('PATCH', '/users', {
				id: `${MARA.user_id}`,
				email: JO.email,
				user: {},
			}),
		422,
		{ errors: 'Incorrect information submitted' },
	],
	[
		'update: e-mail taken',
		async () => await punchh.patchMara({ email: JO.email }),
		422,
		EMAIL_TAKEN,
	],
	[
		'segment: name taken',
		async () => await punchh.dashboard('POST', '/custom_segments', { name: 'Lapsed Guests' }),
		422,
		{ name: ['Name has already been taken'] },
	],
	[
		'member: no guest named',
		async () =>
			await punchh.dashboard('POST', '/custom_segments/members', { custom_segment_id: 1874 }),
		400,
		missing('user_id'),
	],
	[
		'member: unknown guest',
		async () => await punchh.dashboard('POST', '/custom_segments/members', member({ user_id: 1 })),
		404,
		notFound('User does not exist.'),
	],
	[
		'member: unknown segment',
		async () =>
			await punchh.dashboard('POST', '/custom_segments/members', member({ custom_segment_id: 1 })),
		404,
		notFound('Custom Segment not found.'),
	],
	...['GET', 'DELETE'].flatMap((method) =>
		[1874, 1].map(
			(id): Row => [
				`${method} member: not in segment ${id}`,
				async () =>
					await punchh.dashboard(
						method,
						`/custom_segments/members?custom_segment_id=${id}&user_id=${MARA.user_id}`,
					),
				404,
				notFound('Member not found.'),
			],
		),
	),
	[
		'look-up: phone when numbers are not unique',
		async () => {
			punchh.state.knobs.phoneUniqueness = false;
			return await punchh.dashboard('GET', `/users/info?phone=${MARA.phone}`);
		},
		422,
		{
			errors: {
				phone_uniqueness_disabled:
					'Phone number uniqueness is disabled, you can’t search using the phone',
			},
		},
	],
	...(
		[
			['POST', '/users/ban'],
			['DELETE', '/users/ban'],
			['DELETE', '/users/deactivate'],
			['POST', '/users/reactivate'],
			['GET', '/users/extensive_timeline'],
			['GET', '/user_favourite_locations'],
			['POST', '/users/send_message'],
			['POST', '/users/support'],
			['POST', '/users/support_gifting'],
			['DELETE', '/users'],
			['POST', '/users/send_user_details_export'],
		] as const
	).flatMap(([method, path]): Row[] => [
		[
			`${method} ${path}: unknown guest`,
			async () => await punchh.dashboard(method, `${path}?user_id=1`),
			404,
			{ errors: { user_not_found: 'Cannot find corresponding user with ID: 1' } },
		],
		[
			`${method} ${path}: no guest named`,
			async () => await punchh.dashboard(method, path),
			400,
			missing('user_id'),
		],
	]),
	...(['checkins', 'feedbacks'] as const).flatMap((path): Row[] => [
		[
			`${path}: unknown guest`,
			async () => await punchh.dashboard('POST', `/${path}`, { user_id: 1 }),
			404,
			{ errors: { user_not_found: 'User Not Found' } },
		],
		[
			`${path}: no guest named`,
			async () => await punchh.dashboard('POST', `/${path}`, {}),
			400,
			missing('user_id'),
		],
	]),
	[
		'ban: no reason',
		async () => await punchh.dashboard('POST', '/users/ban', { user_id: MARA.user_id }),
		400,
		missing('reason'),
	],
	...[
		{ user_status: 'active' as const },
		{ user_status: 'deactivated' as const, gift_cards: 1 },
	].map(
		(guest): Row => [
			`deletion of a guest with ${JSON.stringify(guest)}`,
			async () => {
				Object.assign(punchh.state.findGuest(MARA.user_id)!, guest);
				const body = { user_id: MARA.user_id, reason: 'delete_general' };
				return await punchh.dashboard('DELETE', '/users', body);
			},
			422,
			{ error: 'Gift card(s) found! Please cashout/remove from account before deletion.' },
		],
	),
	...['send_message', 'support'].map(
		(path): Row => [
			`${path}: neither message nor gift`,
			async () => await punchh.dashboard('POST', `/users/${path}`, { user_id: MARA.user_id }),
			422,
			{ errors: { base: ['There must be a purpose to this note to the guest'] } },
		],
	),
	[
		'send_message: unknown campaign',
		async () =>
			await punchh.dashboard('POST', '/users/send_message', {
				user_id: MARA.user_id,
				challenge_campaign_id: 1,
			}),
		422,
		{
			errors: {
				base: [
					'Sorry. Either this is an invalid campaign ID or the campaign has a start date in future, is a draft, is deactivated or expired.',
				],
			},
		},
	],
	...['support', 'support_gifting'].map(
		(path): Row => [
			`${path}: two gifts`,
			async () => await punchh.dashboard('POST', `/users/${path}`, TWO_GIFTS),
			422,
			{ errors: { base: ['Please specify single entity for gifting.'] } },
		],
	),
	[
		'support_gifting: no gift',
		async () => await punchh.dashboard('POST', '/users/support_gifting', { user_id: MARA.user_id }),
		422,
		{ errors: { base: ['Please specify any one entity for gifting'] } },
	],
	...Object.keys(CHECKIN)
		.filter((name) => name !== 'user_id')
		.map(
			(name): Row => [
				`check-in: ${name} missing`,
				async () => await punchh.dashboard('POST', '/checkins', { ...CHECKIN, [name]: '' }),
				400,
				missing(name),
			],
		),
	[
		'feedback: rating in words',
		async () =>
			await punchh.dashboard('POST', '/feedbacks', { user_id: MARA.user_id, rating: 'good' }),
		422,
		{ errors: { rating: ['Rating is not a number.'] } },
	],
	...['reward_amount', 'gift_count', 'fuel_amount'].flatMap((name) =>
		['send_message', 'support', 'support_gifting'].map(
			(path): Row => [
				`${path}: ${name} in words`,
				async () =>
					await punchh.dashboard('POST', `/users/${path}`, {
						user_id: MARA.user_id,
						[name]: 'much',
					}),
				422,
				{ errors: { [name]: [expect.any(String)] } },
			],
		),
	),
	...['checkins', 'feedbacks'].map(
		(path): Row => [
			`${path}: by phone when numbers are not unique`,
			async () => {
				punchh.state.knobs.phoneUniqueness = false;
				return await punchh.dashboard('POST', `/${path}`, {
					...CHECKIN,
					user_id: undefined,
					phone: MARA.phone,
				});
			},
			422,
			{
				errors: {
					phone_uniqueness_disabled:
						'Phone number uniqueness is disabled, you can’t search using the phone',
				},
			},
		],
	),
	...['GET', 'DELETE'].map(
		(method): Row => [
			`${method} member: no guest named`,
			async () => await punchh.dashboard(method, '/custom_segments/members?custom_segment_id=1874'),
			400,
			missing('user_id'),
		],
	),
	[
		'update of a segment: changes in the body are not read',
		async () =>
			await punchh.dashboard('PATCH', '/custom_segments', { custom_segment_id: 1874, name: 'A' }),
		400,
		missing('custom_segment_id'),
	],
	[
		'eClub: unknown store',
		async () => await punchh.dashboard('POST', '/eclub_guests', { store_number: '9', user: NEW }),
		404,
		{
			errors: { location_not_found: 'Cannot find corresponding location with store_number: 9' },
		},
	],
	[
		'eClub: unknown source',
		async () =>
			await punchh.dashboard('POST', '/eclub_guests', {
				store_number: '202',
				source: 'Moon',
				user: NEW,
			}),
		422,
		{ message: 'Invalid source! Please check configuration for valid source.' },
	],
	...['email', 'first_name', 'last_name'].map(
		(name): Row => [
			`eClub: ${name} missing`,
			async () =>
				await punchh.dashboard('POST', '/eclub_guests', {
					store_number: '202',
					user: { ...NEW, [name]: '' },
				}),
			400,
			missing(name),
		],
	),
	[
		'WiFi: no client',
		async () => await punchh.admin('GET', `/api2/wifi/users?email=${MARA.email}`),
		400,
		MISSING_CLIENT,
	],
	...['GET', 'POST'].flatMap((method): Row[] => [
		[
			`WiFi ${method}: no key`,
			async () => await call(method, `${punchh.url}/api2/wifi/users?client=${client}`),
			401,
			{ error: 'You need to sign in or sign up before continuing.' },
		],
		[
			`WiFi ${method}: key without permission`,
			async () =>
				await call(method, `${punchh.url}/api2/wifi/users?client=${client}`, {
					authorization: `Bearer ${PUNCHH_KEYS.limitedAdmin}`,
				}),
			403,
			{ errors: { unauthorized: 'you do not have acccess to this feature' } },
		],
	]),
	...['PATCH', 'DELETE'].map(
		(method): Row => [
			`${method} segment: unknown`,
			async () => await punchh.dashboard(method, '/custom_segments?custom_segment_id=1'),
			404,
			notFound('Custom Segment not found.'),
		],
	),
	[
		'update of a segment: name taken',
		async () =>
			await punchh.dashboard(
				'PATCH',
				'/custom_segments?custom_segment_id=1874&name=Coffee%20Lovers',
			),
		422,
		{ name: ['Name has already been taken'] },
	],
	...(
		[
			['async', 1_000],
			['sync', 100],
		] as const
	).map(
		([bulk_method, most]): Row => [
			`add_users: one too many, ${bulk_method}`,
			async () =>
				await punchh.dashboard('POST', '/custom_segments/members/add_users', {
					bulk_method,
					custom_segment_id: 1874,
					user_identifiers: Array.from({ length: most + 1 }, (_, index) => String(index)),
				}),
			422,
			{
				errors: {
					limit_exceed: `Max ${most} users allowed per api call in ${bulk_method} mode`,
				},
			},
		],
	),
];

test.each(refusals)('%s', async (_name, act, status, body) => {
	const answer = await act();
	expect(answer.status).toBe(status);
	expect(answer.body).toEqual(body);
});
