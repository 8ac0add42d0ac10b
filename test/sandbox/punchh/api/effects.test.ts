import type { Answer, Json } from '../../http';
import { CHECKIN, client, keysOf, keysOfSample, MARA, NEW, punchhSandbox } from './harness';

const punchh = punchhSandbox();
const user_id = MARA.user_id;
const store = { store_number: '202' };

/** What a call must cause: the sample that has its shape, and what its envelope and payload say. */
type Effect = [sample: string, envelope: Json, payload: Json];

const guestUpdate = (changed: string[], payload: Json): Effect => [
	'guest-update-profile',
	{ event_name: 'users', event_type: '', action: 'update' },
	{ user_id, previous_changes: [...changed, 'updated_at'], ...payload },
];
const guestCreate = (payload: Json): Effect => [
	'guest-create',
	{ event_name: 'users', event_type: '', action: 'create' },
	{ previous_changes: [], user_status: 'active', ...payload },
];
const signUpNotice = (payload: Json): Effect => [
	'transactional-confirmation_email',
	{ event_name: 'transactional_notifications', event_type: 'user_signup', action: 'create' },
	{ email_confirmation_url: expect.stringMatching(/^https:/), ...payload },
];
const gift = (payload: Json): Effect => [
	'checkin-gift-admin',
	{ event_name: 'checkins', event_type: 'gift', action: 'create' },
	{
		status: 'gift',
		gifted_by_type: 'Admin',
		gifted_for_type: 'FeedbackReply',
		redemption_id: 0,
		menu_items: [],
		...payload,
	},
];
const reward = (payload: Json): Effect => [
	'reward-admin-gift',
	{ event_name: 'rewards', event_type: '', action: 'create' },
	{ status: 'unredeemed', gifted_for_type: 'FeedbackReply', redeemable_id: 118190, ...payload },
];
const checkin = (action: string, payload: Json): Effect => [
	'checkin-loyalty-create-online',
	{ event_name: 'checkins', event_type: 'loyalty', action },
	{ status: 'loyalty', external_uid: 'olo-1', user_id, ...payload },
];
const notice = (type: string, payload: Json, sample = `transactional-${type}`): Effect => [
	sample,
	{ event_name: 'transactional_notifications', event_type: type, action: 'create' },
	payload,
];
const redemption = (payload: Json): Effect => [
	'redemption-points-redeemable',
	{ event_name: 'redemptions', event_type: '', action: 'create' },
	{ redemption_status: 'force_redeemed', additional_properties: '{}', ...payload },
];

const act = {
	signUp: async () => await punchh.signUp({ external_source: 'auth0', external_source_id: 'E-1' }),
	message: async (body: Json, call = 'send_message') =>
		await punchh.dashboard('POST', `/users/${call}`, { user_id, ...body }),
	checkIn: async (body: Json) =>
		await punchh.dashboard('POST', '/checkins', { ...CHECKIN, ...body }),
	forceRedeem: async (wanted: Json) =>
		await punchh.dashboard('POST', '/redemptions/force_redeem', { user_id, redemption: wanted }),
};

describe('a call causes the events that Punchh would send', () => {
	test.each<[string, () => Promise<Answer>, Effect[]]>([
		[
			'mobile sign-up',
			act.signUp,
			[
				guestCreate({
					email: NEW.email,
					external_source: 'auth0',
					external_source_id: 'E-1',
					signup_channel: 'MobileEmail',
				}),
				signUpNotice({ email: NEW.email }),
			],
		],
		[
			'SSO sign-up',
			async () =>
				await punchh.signed('POST', '/api/auth/customers.json', { client, user: { ...NEW } }),
			[guestCreate({ signup_channel: 'OnlineOrder' }), signUpNotice({ first_name: 'New' })],
		],
		[
			'eClub upload',
			async () => await punchh.dashboard('POST', '/eclub_guests', { ...store, user: NEW }),
			[guestCreate({ guest_type: 'eClub', signup_channel: 'eClub' })],
		],
		[
			'WiFi enrolment',
			async () => await punchh.admin('POST', '/api2/wifi/users', { client, ...store, user: NEW }),
			[guestCreate({ signup_channel: 'Wifi' })],
		],
		[
			'dashboard update',
			async () => await punchh.patchMara({ first_name: 'Maja', phone: '5550142999' }),
			[guestUpdate(['first_name', 'phone'], { first_name: 'Maja', phone: '5550142999' })],
		],
		[
			'external ID',
			async () => await punchh.patchMara({ external_source: 'auth0', external_source_id: 'E-2' }),
			[
				guestUpdate(['external_source', 'external_source_id'], {
					external_source: 'auth0',
					external_source_id: 'E-2',
				}),
			],
		],
		[
			'own update over the mobile API',
			async () =>
				await punchh.signed(
					'PUT',
					'/api2/mobile/users',
					{ client, user: { marketing_email_subscription: true } },
					punchh.token,
				),
			[guestUpdate(['marketing_email_subscription'], { marketing_email_subscription: true })],
		],
		[
			'own update in the background',
			async () =>
				await punchh.signed(
					'PATCH',
					'/api2/mobile/async_users',
					{ client, user: { city: 'Ashford' } },
					punchh.token,
				),
			[guestUpdate(['city'], { city: 'Ashford' })],
		],
		[
			'favourite locations',
			async () => await punchh.patchMara({ preferred_location_ids: [315902, 315903, 1] }),
			[
				guestUpdate(['fav_locations'], {
					favourite_store_numbers: '202,234',
					fav_locations: [315902, 315903].map((location_id) => ({
						user_id,
						location_id,
						business_id: 4821,
						channel: 'Favourite',
						user_favourite_location_id: expect.any(Number),
					})),
				}),
			],
		],
		[
			'ban',
			async () => await punchh.dashboard('POST', '/users/ban', { user_id, reason: 'fraud' }),
			[
				guestUpdate(['user_status', 'unsubscribed', 'unsubscribe_reason'], {
					user_status: 'banned',
					unsubscribed: true,
					unsubscribe_reason: 'Banned by Admin (fraud)',
				}),
			],
		],
		[
			'deactivation',
			async () => await punchh.dashboard('DELETE', `/users/deactivate?user_id=${user_id}`),
			[
				guestUpdate(['user_status', 'email', 'unsubscribed'], {
					user_status: 'deactivated',
					email: `deactivated-${MARA.email}`,
					unsubscribed: true,
				}),
			],
		],
		[
			'points as a gift',
			async () => await act.message({ gift_count: 5 }),
			[gift({ points_earned: 5, gift_reason: 'Support Activity' })],
		],
		[
			'a message',
			async () => await act.message({ message: 'Sorry' }),
			[
				notice('feedback_reply', {
					reply_text: 'Sorry',
					free_reward_amount: '$0.00',
					gift_count: null,
					reward_id: null,
				}),
			],
		],
		[
			'all gifts at once with a message',
			async () =>
				await act.message({
					message: 'Sorry',
					gift_count: 5,
					reward_amount: 2,
					redeemable_id: 118190,
					gift_reason: 'Cold coffee',
				}),
			[
				gift({ points_earned: 5, gift_reason: 'Cold coffee' }),
				reward({ gift_reason: 'Cold coffee' }),
				notice('feedback_reply', {
					free_reward_amount: '$2.00',
					gift_count: 5,
					redeemable_name: 'Free Small Coffee',
					redeemable_discount_amount: '$4.50',
					reward_id: expect.any(Number),
				}),
			],
		],
		[
			'one gift over support',
			async () => await act.message({ redeemable_id: 118190 }, 'support'),
			[reward({})],
		],
		[
			'one gift over support_gifting',
			async () => await act.message({ gift_count: 7 }, 'support_gifting'),
			[gift({ points_earned: 7 })],
		],
		[
			'committed check-in',
			async () => await act.checkIn({}),
			[
				checkin('create', {
					points_earned: 12,
					approved: true,
					pending_refresh: false,
					menu_items: [
						{
							item_amount: 12.75,
							item_name: 'Flat White',
							item_qty: 1,
							menu_family: null,
							menu_item_id: null,
							menu_item_type: null,
							menu_major_group: null,
							serial_number: null,
						},
					],
				}),
				notice('pos_scanner_checkin', { points: '$12' }),
			],
		],
		[
			'check-in at the till',
			async () => await act.checkIn({ channel: 'pos' }),
			[
				checkin('create', { checkin_type: 'PosCheckin', channel: 'POS', store_number: '202' }),
				notice('pos_scanner_checkin', { points: '$12' }),
			],
		],
		[
			'pending check-in',
			async () => await act.checkIn({ state: 'pending' }),
			[
				checkin('create', { approved: false, pending_refresh: true }),
				notice('pending_checkin', { errors: '', external_uid: 'olo-1', points_earned: 12 }),
			],
		],
		[
			'pending check-in, then committed',
			async () => {
				await act.checkIn({ state: 'pending' });
				punchh.events = [];
				return await act.checkIn({ state: 'committed' });
			},
			[
				checkin('update', { approved: true, pending_refresh: false, points_earned: 12 }),
				notice('pos_scanner_checkin', { points: '$12' }),
			],
		],
		[
			'pending check-in, then void',
			async () => {
				await act.checkIn({ state: 'pending' });
				punchh.events = [];
				return await act.checkIn({ state: 'void' });
			},
			[
				checkin('update', { points_earned: 0, expired_at: expect.any(String) }),
				notice('checkin_void', { before_update_amount: 12.75, after_update_amount: 0 }),
			],
		],
		[
			'forced redemption of points',
			async () => {
				await act.message({ gift_count: 50 });
				punchh.events = [];
				return await act.forceRedeem({ requested_punches: 40, force_message: 'By phone' });
			},
			[
				redemption({
					redemption_type: 'UnbankedPointRedemption',
					redeemed_points: 40,
					force_message: 'By phone',
				}),
			],
		],
		[
			'forced redemption of a reward',
			async () => {
				await act.message({ redeemable_id: 118190 });
				punchh.events = [];
				const [{ reward_id }] = punchh.state.findGuest(user_id)!.rewards;
				return await act.forceRedeem({ reward_id });
			},
			[redemption({ redemption_type: 'RewardRedemption', redeemable_id: 118190 })],
		],
	])('%s', async (_name, call, effects) => {
		const answer = await call();
		expect(answer.status).toBeLessThan(300);
		expect(punchh.events.map((event) => event.event_name + event.event_type)).toEqual(
			effects.map(([, { event_name, event_type }]) => `${event_name}${event_type}`),
		);
		punchh.events.forEach((event, index) => {
			const [sample, envelope, payload] = effects[index];
			expect(keysOf(event)).toEqual(keysOfSample(sample));
			expect(event).toMatchObject({ ...envelope, payload });
		});
	});

	test.each<[string, () => Promise<Answer>]>([
		['an update without a difference', async () => await punchh.patchMara({ first_name: 'Mara' })],
		['a second birthday', async () => await punchh.patchMara({ birthday: '2000-01-01' })],
		[
			'reactivation of an active guest',
			async () => await punchh.dashboard('POST', `/users/reactivate?user_id=${user_id}`),
		],
		[
			'a WiFi enrolment of a known guest',
			async () => await punchh.admin('POST', '/api2/wifi/users', { client, ...store, user: MARA }),
		],
		['a refused gift', async () => await act.message({ gift_count: 5, location_id: 1 })],
		['a refused sign-up', async () => await punchh.signUp({ email: MARA.email })],
		['a look-up', async () => await punchh.dashboard('GET', `/users/info?user_id=${user_id}`)],
	])('%s causes none', async (_name, call) => {
		await punchh.patchMara({ birthday: '1991-06-23' });
		punchh.events = [];
		await call();
		expect(punchh.events).toEqual([]);
	});
});

test('each event has an own content_id; guests in milliseconds, all others in seconds', async () => {
	punchh.state.now = () => 1_773_505_300_123;
	await act.signUp();
	await act.checkIn({});
	await act.message({ gift_count: 5, redeemable_id: 118190 });
	expect(new Set(punchh.events.map(({ content_id: id }) => id)).size).toBe(punchh.events.length);
	for (const { event_name: name, timestamp, business_slug: slug } of punchh.events) {
		expect(timestamp).toBe(name === 'users' ? 1_773_505_300_123 : 1_773_505_300);
		expect(slug !== undefined).toBe(name === 'transactional_notifications');
	}
});

test('a check-in with a known external_uid is credited once', async () => {
	const first = await act.checkIn({});
	const events = punchh.events.length;
	const again = await act.checkIn({});
	expect(again).toMatchObject({ status: 200, body: first.body });
	expect(punchh.events).toHaveLength(events);
	expect(punchh.state.findGuest(user_id)!.balance).toMatchObject({ credits: 12, visits: 1 });
});

describe('the balance that calls have made', () => {
	test('is shown by the look-up, the timeline and the next events', async () => {
		await act.checkIn({});
		await act.checkIn({ external_uid: 'olo-2', state: 'pending', subtotal_amount: 20 });
		await act.message({ gift_count: 200, reward_amount: 1.5, redeemable_id: 118190 });
		await act.forceRedeem({ requested_punches: 40 });

		const info = await punchh.dashboard('GET', `/users/info?user_id=${user_id}`);
		expect(info.body).toMatchObject({
			balance: {
				net_balance: 172,
				net_debits: 40,
				pending_points: 20,
				total_credits: 212,
				total_visits: 2,
				banked_rewards: '1.50',
				membership_level: 'Gold',
			},
			rewards: [{ name: 'Free Small Coffee', status: 'unredeemed' }],
		});
		const timeline = await punchh.dashboard('GET', `/users/extensive_timeline?user_id=${user_id}`);
		expect(timeline.body).toMatchObject({
			checkins: [{ receipt_amount: 12.75 }, { receipt_amount: 12.75 }, { checkin_type: null }],
			redemptions: [{ type: 'UnbankedPointRedemption', status: 'force_redeemed' }],
		});
		const { payload } = punchh.events.at(-1)!;
		expect(payload).toMatchObject({ user: { account_balance: { net_balance: 172, user_id } } });
	});

	test('ends where it was after a void check-in', async () => {
		await act.checkIn({ state: 'pending' });
		await act.checkIn({ state: 'void' });
		const { balance } = punchh.state.findGuest(user_id)!;
		expect(balance).toMatchObject({ credits: 0, pending: 0, visits: 0 });
	});
});

test('knobs: an event on deletion, and a guest update on a changed balance', async () => {
	const remove = async () => {
		const { user_id: id } = punchh.state.addGuest({ email: 'x@example.com' });
		await punchh.dashboard('DELETE', `/users/deactivate?user_id=${id}`);
		punchh.events = [];
		await punchh.dashboard('DELETE', '/users', { user_id: id, reason: 'delete_general' });
		return punchh.events.map(({ action }) => action);
	};
	expect(await remove()).toEqual([]);
	punchh.state.knobs.guestDeleteEvents = true;
	expect(await remove()).toEqual(['delete']);
	expect(keysOf(punchh.events[0])).toEqual(keysOfSample('guest-create'));

	punchh.state.knobs.guestUpdateOnBalance = true;
	await act.message({ gift_count: 5 });
	expect(punchh.events.slice(1).map(({ event_name: name }) => name)).toEqual(['checkins', 'users']);
});
