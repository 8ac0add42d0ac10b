import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { GUEST_PASSWORD, PUNCHH_KEYS } from '../../sandbox/seed';
import { MARA, storedText, usePunchhSandbox, type PunchhRun } from '../harness/punchh';

const punchh = usePunchhSandbox();

/** Parameters of an operation on the guest that the item names. */
const guest = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'guest',
	operation,
	findGuestBy: 'userId',
	userId: '={{ $json.id }}',
	email: '={{ $json.email }}',
	phone: '={{ $json.phone }}',
	...more,
});
const picked = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const segment = (operation: string, id = '1874', more: INodeParameters = {}) => ({
	resource: 'segment',
	operation,
	segment: picked(id),
	...more,
});
const member = (operation: string, more: INodeParameters = {}) =>
	guest(operation, { resource: 'segmentMember', segment: picked('1874'), ...more });
const loyalty = (operation: string, more: INodeParameters = {}) =>
	guest(operation, { resource: 'loyalty', ...more });
const receipt = {
	external_uid: 'POS-7-1',
	transaction_no: '90815',
	store_number: '202',
	receipt_datetime: '2026-11-24T08:15:00-05:00',
	subtotal_amount: 12,
	receipt_amount: 13.2,
	payable: 13.2,
	menu_items: '[{"item_name":"Cold Brew","item_qty":1,"item_amount":12}]',
};
const eclub = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'guest',
	operation: 'signUp',
	signUpApi: 'eclub',
	email: 'ada@example.com',
	firstName: 'Ada',
	lastName: 'Berg',
	storeNumber: '202',
	...more,
});
const logIn = (api: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'guest',
	operation: 'logIn',
	api,
	email: MARA.email,
	password: GUEST_PASSWORD,
	...more,
});
const mara = (sandbox: Sandbox) => sandbox.punchh.findGuest(MARA.id)!;
const addMara = async () => {
	await punchh.run({ parameters: member('add'), items: [MARA] });
};

interface Success {
	name: string;
	parameters: INodeParameters;
	before?: (sandbox: Sandbox) => void | Promise<void>;
	/** The calls that it takes. */
	calls: string[];
	output: IDataObject;
	after?: (sandbox: Sandbox) => void;
}

const INFO = 'GET /api2/dashboard/users/info';
const BAN = '/api2/dashboard/users/ban';

const successes: Success[] = [
	...['userId', 'email', 'phone'].map((findGuestBy) => ({
		name: `Get by ${findGuestBy}`,
		parameters: guest('get', { findGuestBy }),
		calls: [INFO],
		output: { user_id: MARA.id, email: MARA.email, points_balance: 0, rewards: [] },
	})),
	{
		name: 'Get, the whole answer',
		parameters: guest('get', { simplify: false }),
		calls: [INFO],
		output: { id: MARA.id, balance: expect.objectContaining({ banked_rewards: '0.00' }) },
	},
	{
		name: 'Ban',
		parameters: guest('ban', { reason: 'Fraud', banDevices: true }),
		calls: [`POST ${BAN}`],
		output: { user_id: MARA.id, banned: true },
		after: (sandbox) => {
			expect(mara(sandbox).user_status).toBe('banned');
			expect(JSON.parse(sandbox.punchh.requests[0].body)).toEqual({
				user_id: '730415',
				reason: 'Fraud',
				ban_all_associated_devices: true,
			});
		},
	},
	{
		name: 'Unban, the guest found by e-mail',
		parameters: guest('unban', { findGuestBy: 'email' }),
		before: async () => {
			await punchh.run({ parameters: guest('ban', { reason: 'Fraud' }), items: [MARA] });
		},
		calls: [INFO, `DELETE ${BAN}`],
		output: { user_id: MARA.id, banned: false },
		after: (sandbox) => expect(mara(sandbox).user_status).toBe('active'),
	},
	{
		name: 'Deactivate',
		parameters: guest('deactivate'),
		calls: ['DELETE /api2/dashboard/users/deactivate'],
		output: { user_id: MARA.id, deactivated: true },
		after: (sandbox) => expect(mara(sandbox).user_status).toBe('deactivated'),
	},
	{
		name: 'Reactivate, also when active',
		parameters: guest('reactivate'),
		calls: ['POST /api2/dashboard/users/reactivate'],
		output: { user_id: MARA.id, deactivated: false },
	},
	...['delete_general', 'delete_test_data', 'anonymize_forget_me', 'anonymize_inactivity'].map(
		(deleteReason) => ({
			name: `Delete, ${deleteReason}`,
			parameters: guest('delete', { deleteReason }),
			before: async () => {
				await punchh.run({ parameters: guest('deactivate'), items: [MARA] });
			},
			calls: ['DELETE /api2/dashboard/users'],
			output: { user_id: MARA.id, deleted: true },
			after: (sandbox: Sandbox) => {
				expect(sandbox.punchh.findByEmail(MARA.email)).toBeUndefined();
				expect(JSON.parse(sandbox.punchh.requests[0].body)).toMatchObject({ reason: deleteReason });
			},
		}),
	),
	{
		name: 'Delete, archived',
		parameters: guest('delete', { deleteReason: 'archive' }),
		before: (sandbox) => {
			sandbox.punchh.knobs.deleteActiveGuest = 'allowed';
		},
		calls: ['DELETE /api2/dashboard/users'],
		output: { deleted: true },
		after: (sandbox) => {
			expect(mara(sandbox).email).toMatch(/@archive\.com$/);
			expect(sandbox.punchh.requests[0].body).not.toContain('reason');
		},
	},
	{
		name: 'Get Timeline',
		parameters: guest('getTimeline'),
		calls: ['GET /api2/dashboard/users/extensive_timeline'],
		output: { checkins: [], redemptions: [] },
	},
	...['mobile', 'sso'].map((api) => ({
		name: `Log In, ${api}`,
		parameters: logIn(api),
		calls: [
			`POST ${api === 'mobile' ? '/api2/mobile/users/login' : '/api/auth/customers/sign_in'}`,
		],
		output: { user_id: MARA.id },
	})),
	{
		name: 'Sign Up, eClub',
		parameters: eclub({ source: 'Web', additionalFields: { phone: '5550142009' } }),
		calls: ['POST /api2/dashboard/eclub_guests'],
		output: { email: 'ada@example.com' },
		after: (sandbox) =>
			expect(sandbox.punchh.findByEmail('ada@example.com')).toMatchObject({ phone: '5550142009' }),
	},
	{
		name: 'Send Message or Gift: a message',
		parameters: guest('sendMessage', { subject: 'Hello', message: 'We miss you' }),
		calls: ['POST /api2/dashboard/users/send_message'],
		output: { user_id: MARA.id, sent: true, gifts: [] },
	},
	{
		name: 'Send Message or Gift: one gift',
		parameters: guest('sendMessage', { message: 'Sorry', gifts: { gift_count: 20 } }),
		calls: ['POST /api2/dashboard/users/support'],
		output: { sent: true, gifts: ['gift_count'] },
		after: (sandbox) => expect(mara(sandbox).balance.credits).toBe(20),
	},
	{
		name: 'Send Message or Gift: several gifts',
		parameters: guest('sendMessage', {
			redeemable: picked('118190'),
			gifts: { gift_count: 20, reward_amount: 5 },
			additionalFields: { gift_reason: 'Late delivery' },
			location: picked('315902'),
		}),
		calls: ['POST /api2/dashboard/users/send_message'],
		output: { gifts: ['redeemable_id', 'gift_count', 'reward_amount'] },
		after: (sandbox) => {
			expect(mara(sandbox).rewards).toMatchObject([{ redeemable_id: 118190 }]);
			expect(mara(sandbox).checkins).toMatchObject([{ gift_reason: 'Late delivery' }]);
		},
	},
	{
		name: 'Send Message or Gift: progress in a challenge',
		parameters: guest('sendMessage', {
			gifts: { challenge_campaign_id: '26301', progress_count: 1 },
		}),
		calls: ['POST /api2/dashboard/users/send_message'],
		output: { gifts: ['challenge_campaign_id'] },
	},
	{
		name: 'Send Message or Gift: asynchronous, redeemable by URL',
		parameters: guest('sendMessage', {
			asynchronous: true,
			redeemable: picked('https://x.punchh.com/b/redeemables/118204?tab=1', 'url'),
		}),
		calls: ['POST /api2/dashboard/users/support_gifting'],
		output: { asynchronous: true },
		after: (sandbox) => expect(mara(sandbox).rewards).toMatchObject([{ redeemable_id: 118204 }]),
	},
	{
		name: 'Segment: Create',
		parameters: segment('create', '', { name: 'Regulars', description: 'Weekly' }),
		calls: ['POST /api2/dashboard/custom_segments'],
		output: { name: 'Regulars', description: 'Weekly', custom_segment_id: expect.any(Number) },
	},
	{
		name: 'Segment: Get',
		parameters: segment('get'),
		calls: ['GET /api2/dashboard/custom_segments'],
		output: { custom_segment_id: 1874, name: 'Lapsed Guests' },
	},
	{
		name: 'Segment: Update',
		parameters: segment('update', '1874', { updateFields: { name: 'Lost Guests' } }),
		calls: ['PATCH /api2/dashboard/custom_segments'],
		output: { custom_segment_id: 1874, name: 'Lost Guests' },
	},
	{
		name: 'Segment: Delete',
		parameters: segment('delete'),
		calls: ['DELETE /api2/dashboard/custom_segments'],
		output: { custom_segment_id: 1874, deleted: true, accepted: expect.stringMatching(/marked/) },
		after: (sandbox) => expect(sandbox.punchh.segments).toHaveLength(1),
	},
	{
		name: 'Segment Member: Is Member, yes',
		parameters: member('isMember', { findGuestBy: 'email' }),
		before: addMara,
		calls: ['GET /api2/dashboard/custom_segments/members'],
		output: { is_member: true, user_id: MARA.id },
	},
	{
		name: 'Segment Member: Is Member, no',
		parameters: member('isMember'),
		calls: ['GET /api2/dashboard/custom_segments/members'],
		output: { is_member: false, user_id: '730415' },
	},
	{
		name: 'Segment Member: Remove',
		parameters: member('remove'),
		before: addMara,
		calls: ['DELETE /api2/dashboard/custom_segments/members'],
		output: { removed: true, was_member: true },
		after: (sandbox) => expect(sandbox.punchh.members).toEqual([]),
	},
	{
		name: 'Segment Member: Remove, missing and ignored',
		parameters: member('remove', { findGuestBy: 'email' }),
		calls: ['DELETE /api2/dashboard/custom_segments/members'],
		output: { removed: true, was_member: false },
	},
	{
		name: 'Create Check-In, the guest by phone',
		parameters: loyalty('createCheckIn', { ...receipt, findGuestBy: 'phone' }),
		calls: ['POST /api2/dashboard/checkins'],
		output: { points: 12, checkin: expect.objectContaining({ external_uid: 'POS-7-1' }) },
		after: (sandbox) => expect(mara(sandbox).checkins).toHaveLength(1),
	},
	{
		name: 'Create Check-In, pending, on another channel',
		parameters: loyalty('createCheckIn', {
			...receipt,
			additionalFields: { state: 'pending', channel: 'kiosk' },
		}),
		calls: ['POST /api2/dashboard/checkins'],
		output: { checkin: expect.objectContaining({ pending_points: 12 }) },
	},
	{
		name: 'Create Feedback',
		parameters: loyalty('createFeedback', { message: 'Lovely', rating: '5' }),
		calls: ['POST /api2/dashboard/feedbacks'],
		output: { feedback_id: expect.any(Number) },
	},
	{
		name: 'Force Redeem: points',
		parameters: loyalty('forceRedeem', {
			redeem: 'requested_punches',
			punches: 15,
			options: { force_message: 'By phone' },
		}),
		before: (sandbox) => {
			mara(sandbox).balance.credits = 20;
		},
		calls: ['POST /api2/dashboard/redemptions/force_redeem'],
		output: { redemption_status: 'force_redeemed', redeemed_value: 15 },
		after: (sandbox) => expect(mara(sandbox).balance.debits).toBe(15),
	},
];

test.each(successes)('$name', async ({ parameters, before, calls, output, after }) => {
	await before?.(punchh.sandbox);
	punchh.sandbox.punchh.requests.length = 0;
	const { items, error } = await punchh.run({ parameters, items: [MARA] });
	expect(error).toBeUndefined();
	expect(punchh.calls()).toEqual(calls);
	expect(items).toEqual([
		expect.objectContaining({ json: expect.objectContaining(output), pairedItem: { item: 0 } }),
	]);
	after?.(punchh.sandbox);
});

test('Force Redeem: a reward', async () => {
	await punchh.run({
		parameters: guest('sendMessage', { redeemable: picked('118190') }),
		items: [MARA],
	});
	const [{ reward_id: id }] = mara(punchh.sandbox).rewards;
	const { error } = await punchh.run({
		parameters: loyalty('forceRedeem', { redeem: 'reward_id', rewardId: '={{ $json.reward }}' }),
		items: [{ ...MARA, reward: id }],
	});
	expect(error).toBeUndefined();
	expect(mara(punchh.sandbox).rewards).toMatchObject([{ status: 'redeemed' }]);
});

describe('lists', () => {
	test.each([
		['loyalty', 'getRedeemables', {}, 2],
		['loyalty', 'getRedeemables', { limit: 1 }, 1],
		['loyalty', 'getLocations', { returnAll: true }, 3],
		['segment', 'getMany', {}, 2],
		['segment', 'getMany', { search: 'COFFEE' }, 1],
		['segment', 'getMany', { segmentKind: 'all', returnAll: true }, 4],
		['segment', 'getMany', { segmentKind: 'all', search: 'Gold' }, 1],
		['segment', 'getMany', { segmentKind: 'all', limit: 3 }, 3],
	])('%s, %s %j: %i', async (resource, operation, more, count) => {
		const parameters = { resource, operation, ...more } as INodeParameters;
		const { items, error } = await punchh.run({ parameters, items: [{}] });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(count);
		for (const { pairedItem } of items) expect(pairedItem).toEqual({ item: 0 });
	});

	test('all pages of a long list are read', async () => {
		const segments = Array.from({ length: 230 }, (_, index) => ({ name: `Segment ${index}` }));
		punchh.sandbox.punchh.seed({ segments });
		const parameters = {
			resource: 'segment',
			operation: 'getMany',
			segmentKind: 'all',
			returnAll: true,
		};
		const { items } = await punchh.run({ parameters, items: [{}] });
		expect(new Set(items.map(({ json }) => json.name)).size).toBe(234);
	});
});

interface Refusal {
	name: string;
	parameters: INodeParameters;
	item?: IDataObject;
	keys?: PunchhRun['keys'];
	before?: (sandbox: Sandbox) => void | Promise<void>;
	message: string | RegExp;
	/** What the description says to do. */
	hint: RegExp;
}

const UNKNOWN = { id: 5, email: 'nobody@example.com', phone: '5559999999' };
const WITHOUT_ID = ['ban', 'unban', 'deactivate', 'reactivate', 'delete', 'getTimeline'];
const NO_GUEST = /'User ID' or 'Email'/;

const refusals: Refusal[] = [
	...['get', ...WITHOUT_ID, 'sendMessage'].map((operation) => ({
		name: `${operation}: an unknown guest`,
		parameters: guest(operation, {
			reason: 'Fraud',
			deleteReason: 'archive',
			message: 'Hello',
		}),
		item: UNKNOWN,
		message: operation === 'get' ? 'User Not Found' : 'Cannot find corresponding user with ID: 5',
		hint: NO_GUEST,
	})),
	{
		name: 'an unknown guest, looked up by e-mail first',
		parameters: guest('ban', { findGuestBy: 'email', reason: 'Fraud' }),
		item: UNKNOWN,
		message: 'User Not Found',
		hint: NO_GUEST,
	},
	{
		name: 'Get by phone where numbers are not unique',
		parameters: guest('get', { findGuestBy: 'phone' }),
		before: (sandbox) => {
			sandbox.punchh.knobs.phoneUniqueness = false;
		},
		message: /Phone number uniqueness is disabled/,
		hint: /'Find Guest By'/,
	},
	{
		name: 'Update External ID of a guest whose e-mail is withheld',
		parameters: guest('updateExternalId', { api: 'dashboard', external_source_id: 'CRM-1' }),
		before: (sandbox) => {
			sandbox.punchh.knobs.withheldFields = ['email'];
		},
		message: 'Punchh does not show the email of guest 730415, and wants it for this change',
		hint: /'User ID and Email'/,
	},
	{
		name: 'Update External ID with a source of another name that is not given',
		parameters: guest('updateExternalId', {
			api: 'dashboard',
			external_source: 'other',
			external_source_id: 'CRM-1',
		}),
		message: "'External Source Name' is empty",
		hint: /'Other'/,
	},
	{
		name: 'Update External ID with a source that Punchh does not know',
		parameters: guest('updateExternalId', {
			api: 'dashboard',
			external_source: 'other',
			otherSource: 'hubspot',
			external_source_id: 'CRM-1',
		}),
		message: 'External source is not included in the list',
		hint: /'External Source'/,
	},
	{
		name: 'Update without any field',
		parameters: guest('update', { api: 'dashboard' }),
		message: "'Update Fields' is empty",
		hint: /Add the fields/,
	},
	{
		name: 'Update with a birthday that is none',
		parameters: guest('update', { api: 'dashboard', updateFields: { birthday: '23/06/1991' } }),
		message: "'Birthday' is no date: 23/06/1991",
		hint: /YYYY-MM-DD/,
	},
	{
		name: 'Update with fields that are no JSON',
		parameters: guest('update', { api: 'dashboard', updateFields: { otherFields: '{nope' } }),
		message: "'Other Fields (JSON)' is not JSON",
		hint: /quotes/,
	},
	{
		name: 'Update to an e-mail that another guest has',
		parameters: guest('update', {
			api: 'dashboard',
			updateFields: { email: 'jo.park@example.com' },
		}),
		message: 'Email has already been taken',
		hint: /'Email'/,
	},
	{
		name: 'Ban without a reason',
		parameters: guest('ban', { reason: '={{ $json.none }}' }),
		message: "'Reason' is empty",
		hint: /Fill it in/,
	},
	{
		name: 'Delete without a reason',
		parameters: guest('delete', { deleteReason: '={{ $json.none }}' }),
		message: "'Reason' is empty",
		hint: /Fill it in/,
	},
	{
		name: 'Delete a guest who is not deactivated',
		parameters: guest('delete', { deleteReason: 'delete_general' }),
		message: /^Gift card\(s\) found!/,
		hint: /Deactivate the guest first, and cash out or remove gift cards/,
	},
	{
		name: 'Log In with a wrong password, mobile',
		parameters: logIn('mobile', { password: 'wrong-password' }),
		message: 'Sorry, Invalid Email/Password.',
		hint: /'Email' and 'Password'/,
	},
	{
		name: 'Log In with a wrong password, SSO',
		parameters: logIn('sso', { password: 'wrong-password' }),
		message: 'Incorrect information submitted. Please retry.',
		hint: /'Email' and 'Password'/,
	},
	{
		name: 'Log In with what is no e-mail',
		parameters: logIn('mobile', { email: 'not-an-email' }),
		message: /[Ee]mail/,
		hint: /'Email'/,
	},
	{
		name: 'eClub: an unknown store',
		parameters: eclub({ storeNumber: '9' }),
		message: 'Cannot find corresponding location with store_number: 9',
		hint: /'Store Number'/,
	},
	{
		name: 'eClub: a source that is not configured',
		parameters: eclub({ source: 'fax' }),
		message: 'Invalid source! Please check configuration for valid source.',
		hint: /'Source'/,
	},
	{
		name: 'Send Message or Gift: nothing to send',
		parameters: guest('sendMessage', { gifts: { gift_count: 0 } }),
		message: "Both 'Message' and the gifts are empty",
		hint: /Fill in one/,
	},
	{
		name: 'Send Message or Gift: several gifts asynchronously',
		parameters: guest('sendMessage', {
			asynchronous: true,
			gifts: { gift_count: 1, reward_amount: 1 },
		}),
		message: 'Please specify single entity for gifting.',
		hint: /exactly one/,
	},
	{
		name: 'Send Message or Gift: a message alone asynchronously',
		parameters: guest('sendMessage', { asynchronous: true, message: 'Hello' }),
		message: 'Please specify any one entity for gifting',
		hint: /exactly one/,
	},
	{
		name: 'Send Message or Gift: a campaign that does not run',
		parameters: guest('sendMessage', { gifts: { challenge_campaign_id: '1' } }),
		message: /^Sorry\. Either this is an invalid campaign ID/,
		hint: /gifts/,
	},
	{
		name: 'Send Message or Gift: a wrong amount',
		parameters: guest('sendMessage', { gifts: { reward_amount: -1 } }),
		message: /reward_amount/,
		hint: /'Reward Amount'/,
	},
	{
		name: 'Segment: Create with a name that is taken',
		parameters: segment('create', '', { name: 'Lapsed Guests' }),
		message: 'Name has already been taken',
		hint: /'Name'/,
	},
	{
		name: 'Segment: Get, unknown',
		parameters: segment('get', '9'),
		message: 'Punchh has no custom segment 9',
		hint: /'Segment'/,
	},
	...['update', 'delete'].map((operation) => ({
		name: `Segment: ${operation}, unknown`,
		parameters: segment(operation, '9', { updateFields: { name: 'X' } }),
		message: 'Custom Segment not found.',
		hint: /'Segment'/,
	})),
	{
		name: 'Segment: nothing picked',
		parameters: segment('get', '={{ $json.none }}'),
		message: "'Segment' is empty",
		hint: /Pick one/,
	},
	{
		name: 'Segment Member: Remove, missing and not ignored',
		parameters: member('remove', { ignoreMissing: false }),
		message: 'Member not found.',
		hint: /'Segment' and the guest's/,
	},
	{
		name: 'Create Check-In for an unknown guest',
		parameters: loyalty('createCheckIn', receipt),
		item: UNKNOWN,
		message: 'User Not Found',
		hint: NO_GUEST,
	},
	{
		name: 'Create Check-In without an external UID',
		parameters: loyalty('createCheckIn', { ...receipt, external_uid: '={{ $json.none }}' }),
		message: "'External UID' is empty",
		hint: /Fill it in/,
	},
	{
		name: 'Create Check-In at an unknown store',
		parameters: loyalty('createCheckIn', { ...receipt, store_number: '9' }),
		message: /store_number: 9/,
		hint: /'Store Number'/,
	},
	{
		name: 'Create Check-In with menu items that are no list',
		parameters: loyalty('createCheckIn', { ...receipt, menu_items: '{"a":1}' }),
		message: /^'Menu Items \(JSON\)' is no list/,
		hint: /\[/,
	},
	{
		name: 'Create Feedback with a rating that is no number',
		parameters: loyalty('createFeedback', { rating: 'good' }),
		message: 'Rating is not a number.',
		hint: /'Rating'/,
	},
	{
		name: 'Create Feedback without anything',
		parameters: loyalty('createFeedback'),
		message: "Both 'Message' and 'Rating' are empty",
		hint: /Fill in/,
	},
	{
		name: 'Force Redeem of a reward that the guest does not have',
		parameters: loyalty('forceRedeem', { redeem: 'reward_id', rewardId: '1' }),
		message: 'Reward not found.',
		hint: /'Reward ID'/,
	},
	{
		name: 'an unknown language',
		parameters: guest('get', { options: { language: 'xx' } }),
		message: /^Unknown\/Invalid locale/,
		hint: /'Language'/,
	},
	{
		name: 'an unknown way to find a guest',
		parameters: guest('get', { findGuestBy: "={{ 'shoe size' }}" }),
		message: "'Find Guest By' cannot be 'shoe size'",
		hint: /list/,
	},
];

test.each(refusals)('$name', async ({ parameters, item, keys, before, message, hint }) => {
	await before?.(punchh.sandbox);
	const items = [item ?? MARA];
	const { error, items: output } = await punchh.run({ parameters, items, keys });
	expect(output).toEqual([]);
	expect(error?.message).toMatch(message);
	expect(error?.description).toMatch(hint);
	expect(error?.context).toMatchObject({ itemIndex: 0 });
});

/** Every operation that needs nothing but the dashboard's key. */
const dashboardOperations = [...successes.filter(({ calls }) => !/mobile|auth/.test(calls[0]))];

test.each(dashboardOperations)(
	'$name: a wrong key and one without permission are named, and not shown',
	async ({ parameters }) => {
		for (const [admin, message, hint] of [
			['wrong-admin-key', /You need to sign in/, /'Business Admin Key'/],
			[PUNCHH_KEYS.limitedAdmin, /acccess/, /permission/],
		] as const) {
			const result = await punchh.run({ parameters, items: [MARA], keys: { admin } });
			expect(result.error?.message).toMatch(message);
			expect(result.error?.description).toMatch(hint);
			expect(storedText(result)).not.toContain(admin);
		}
	},
);

test.each(successes)('$name: no token, password or key in what n8n stores', async (row) => {
	await row.before?.(punchh.sandbox);
	const result = await punchh.run({ parameters: row.parameters, items: [MARA] });
	const { access_token, authentication_token } = mara(punchh.sandbox) ?? {};
	const secrets = [access_token, authentication_token, PUNCHH_KEYS.admin, PUNCHH_KEYS.secret];
	const output = JSON.stringify(result.run.data.resultData.runData.Subject);
	for (const secret of [...secrets, GUEST_PASSWORD].filter(Boolean)) {
		expect(output).not.toContain(secret);
	}
});
