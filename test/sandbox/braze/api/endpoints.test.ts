import { startSandbox, type Sandbox } from '../../../../sandbox';
import type { TriggeredSend } from '../../../../sandbox/braze/api/state';
import {
	BRAZE_CAMPAIGNS,
	BRAZE_CANVASES,
	BRAZE_SEGMENTS,
	BRAZE_SUBSCRIPTION_GROUPS,
} from '../../../../sandbox/braze/seed';
import { callBraze, track, type Answer, type Json } from '../../http';

/** Subscriptions, sends, lists and e-mail, by the reference. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.reset();
	sandbox.braze.onTrigger = () => {};
});

const EMAIL = 'mara@example.com';
const PHONE = '+15550142001';
const ALIAS = { alias_name: 'mara', alias_label: 'crm' };
const [OFFERS, SMS] = BRAZE_SUBSCRIPTION_GROUPS;
const DISPATCH = expect.stringMatching(/^[0-9a-f]{32}$/) as unknown;

const post = async (path: string, body: unknown) =>
	await callBraze(sandbox.brazeUrl, 'POST', path, body);
const get = async (path: string, query: Record<string, string> | string = {}) =>
	await callBraze(sandbox.brazeUrl, 'GET', `${path}?${new URLSearchParams(query).toString()}`);
const expectAnswer = ({ status, body }: Answer, wantedStatus: number, wanted: Json) =>
	expect([status, body]).toEqual([wantedStatus, wanted]);
const profiles = () => sandbox.braze.profiles;
const guests = () =>
	sandbox.braze.seed({
		profiles: [
			{ external_id: 'a', attributes: { email: EMAIL, phone: PHONE } },
			{ external_id: 'b', attributes: { email: EMAIL } },
			{ alias: ALIAS },
		],
	});

describe('subscription groups', () => {
	const V1 = '/subscription/status/set';
	const V2 = '/v2/subscription/status/set';
	const one = (fields: Json) => ({
		subscription_group_id: OFFERS.id,
		subscription_state: 'unsubscribed',
		...fields,
	});
	const two = (...groups: Json[]) => ({ subscription_groups: groups.map(one) });
	const having = () =>
		profiles()
			.filter(({ subscriptions }) => subscriptions[OFFERS.id] === 'unsubscribed')
			.map(({ external_id: id }) => id);

	test.each<[string, string, Json, string[]]>([
		['an ID', V1, one({ external_id: 'a' }), ['a']],
		['IDs, unknown ones too', V1, one({ external_id: ['a', 'z'] }), ['a']],
		['an e-mail of several', V1, one({ email: [EMAIL] }), ['a', 'b']],
		['a phone', V1, one({ phone: PHONE }), ['a']],
		['IDs', V2, two({ external_ids: ['a'] }), ['a']],
		['e-mails', V2, two({ emails: [EMAIL] }), ['a', 'b']],
		['phones', V2, two({ phones: [PHONE] }), ['a']],
		['several orders', V2, two({ external_ids: ['a'] }, { external_ids: ['b'] }), ['a', 'b']],
	])('set by %s at %s', async (_name, path, body, wanted) => {
		guests();
		expectAnswer(await post(path, body), 201, { message: 'success' });
		expect(having()).toEqual(wanted);
	});

	const BOTH = 'Either an email address or a phone number should be provided, but not both.';
	const someText = expect.any(String) as unknown;
	test.each<[string, string, Json, unknown]>([
		['e-mail and phone', V1, one({ email: EMAIL, phone: PHONE }), BOTH],
		['e-mails and phones', V2, two({ emails: [EMAIL], phones: [PHONE] }), BOTH],
		['nobody', V1, one({}), someText],
		['nobody', V2, two({}), someText],
		['over 50', V1, one({ external_id: Array(51).fill('a') }), someText],
		['no state', V1, one({ external_id: 'a', subscription_state: undefined }), someText],
		['opted_in', V1, one({ external_id: 'a', subscription_state: 'opted_in' }), someText],
		['an unknown group', V1, one({ external_id: 'a', subscription_group_id: 'x' }), someText],
		['a phone that is not E.164', V2, two({ phones: ['5550142001'] }), someText],
		['no group', V2, two(), someText],
		['a bad one among good ones', V2, two({ external_ids: ['a'] }, { emails: ['x'] }), someText],
	])('refuse %s at %s', async (_name, path, body, message) => {
		guests();
		expectAnswer(await post(path, body), 400, { message });
		expect(having()).toEqual([]);
	});

	test('user status lists what was ever set, all users of an e-mail, page by page', async () => {
		guests();
		await post(V1, one({ external_id: 'a' }));
		await post(V1, one({ external_id: 'a', subscription_group_id: SMS.id }));
		await post(V1, one({ email: EMAIL, subscription_state: 'subscribed' }));
		const group = ({ id, name, channel }: Json, status: string) => ({ id, name, channel, status });
		const groupsOf = (all: boolean) => [
			group({ ...OFFERS }, 'Subscribed'),
			...(all ? [group({ ...SMS }, 'Unsubscribed')] : []),
		];
		const a = {
			email: EMAIL,
			phone: PHONE,
			external_id: 'a',
			subscription_groups: groupsOf(true),
		};
		const b = { email: EMAIL, external_id: 'b', subscription_groups: groupsOf(false) };
		expectAnswer(await get('/subscription/user/status', { email: EMAIL }), 200, {
			message: 'success',
			total_count: 2,
			users: [a, b],
		});
		const second = { email: EMAIL, limit: '1', offset: '1' };
		expect((await get('/subscription/user/status', second)).body).toMatchObject({
			total_count: 2,
			users: [b],
		});
		const byId = 'external_id[]=a&external_id[]=z';
		expect((await get('/subscription/user/status', byId)).body).toMatchObject({ users: [a] });
		expect((await get('/subscription/user/status')).status).toBe(400);
		expect((await get('/subscription/user/status', { email: EMAIL, limit: '101' })).status).toBe(
			400,
		);
	});

	test('status by user, with a capital first letter', async () => {
		guests();
		await post(V1, one({ external_id: 'a' }));
		const query = new URLSearchParams({ subscription_group_id: OFFERS.id }).toString();
		const answer = await get(
			'/subscription/status/get',
			`${query}&external_id[]=a&external_id[]=b`,
		);
		expectAnswer(answer, 200, {
			message: 'success',
			status: { a: 'Unsubscribed', b: 'Unknown' },
		});
	});
});

describe('triggers', () => {
	const [CAMPAIGN, NOT_API] = BRAZE_CAMPAIGNS;
	const [CANVAS, PAUSED] = BRAZE_CANVASES;
	let sends: TriggeredSend[];

	beforeEach(() => {
		sends = [];
		sandbox.braze.onTrigger = (send) => void sends.push(send);
		guests();
	});

	const campaign = async (fields: Json) =>
		await post('/campaigns/trigger/send', { campaign_id: CAMPAIGN.id, ...fields });
	const canvas = async (fields: Json) =>
		await post('/canvas/trigger/send', { canvas_id: CANVAS.id, ...fields });
	const sent = () =>
		sends.map(({ kind, id, recipients }) => ({
			kind,
			id,
			to: recipients.map(({ profile, properties }) => [
				profile.external_id ?? profile.user_aliases[0]?.alias_name,
				properties,
			]),
		}));

	test('a campaign goes to the recipients, with their properties over the common ones', async () => {
		const answer = await campaign({
			trigger_properties: { a: 1, b: 1 },
			recipients: [
				{ external_user_id: 'a', trigger_properties: { b: 2 }, attributes: { points: 7 } },
				{ user_alias: ALIAS },
				{ external_user_id: 'unknown' },
			],
		});
		expectAnswer(answer, 201, { message: 'success', dispatch_id: DISPATCH });
		expect(sent()).toEqual([
			{
				kind: 'campaign',
				id: CAMPAIGN.id,
				to: [
					['a', { a: 1, b: 2 }],
					['mara', { a: 1, b: 1 }],
				],
			},
		]);
		expect(sends[0].dispatchId).toBe((answer.body as Json).dispatch_id);
		expect(profiles()[0].attributes.points).toBe(7);
		expect(sandbox.braze.drops).toMatchObject([{ array: 'recipients', index: 2 }]);
		const exported = await post('/users/export/ids', { external_ids: ['a'] });
		expect((exported.body as { users: Json[] }).users[0].campaigns_received).toMatchObject([
			{ name: CAMPAIGN.name, api_campaign_id: CAMPAIGN.id },
		]);
	});

	test.each(['context', 'canvas_entry_properties'])('a Canvas has its %s', async (key) => {
		const recipient = { external_user_id: 'a', [key]: { b: 2 } };
		expectAnswer(await canvas({ [key]: { a: 1, b: 1 }, recipients: [recipient] }), 201, {
			message: 'success',
			dispatch_id: DISPATCH,
		});
		expect(sent()).toEqual([{ kind: 'canvas', id: CANVAS.id, to: [['a', { a: 1, b: 2 }]] }]);
	});

	test('a paused Canvas says so and sends nothing', async () => {
		const answer = await canvas({ canvas_id: PAUSED.id, recipients: [{ external_user_id: 'a' }] });
		expectAnswer(answer, 201, {
			message: 'success',
			dispatch_id: DISPATCH,
			notice: expect.any(String),
		});
		expect(sends).toEqual([]);
	});

	test('of a recipient who is there twice the last counts', async () => {
		const recipients = [1, 2].map((n) => ({ external_user_id: 'a', trigger_properties: { n } }));
		await campaign({ recipients });
		expect(sent()[0].to).toEqual([['a', { n: 2 }]]);
	});

	test('a broadcast goes to everybody', async () => {
		await campaign({ broadcast: true, trigger_properties: '' });
		expect(sent()[0].to).toHaveLength(3);
	});

	test.each<[string, Json, number]>([
		['a new user by ID', { external_user_id: 'new', attributes: { email: 'n@example.com' } }, 4],
		[
			'a new user by e-mail',
			{ email: 'new@example.com', prioritization: ['identified'], attributes: {} },
			4,
		],
		[
			'no second user for an e-mail of several',
			{ email: EMAIL, prioritization: ['identified'], attributes: {} },
			3,
		],
	])('send_to_existing_only false: %s', async (_name, recipient, count) => {
		await campaign({ recipients: [{ ...recipient, send_to_existing_only: false }] });
		expect(profiles()).toHaveLength(count);
		expect(sent()[0].to).toHaveLength(count - 3);
	});

	test.each<[string, Json]>([
		['no recipient', {}],
		['an unknown campaign', { campaign_id: 'x', recipients: [{ external_user_id: 'a' }] }],
		['no API campaign', { campaign_id: NOT_API.id, recipients: [{ external_user_id: 'a' }] }],
		['over 50', { recipients: Array(51).fill({ external_user_id: 'a' }) }],
		['two identifiers', { recipients: [{ external_user_id: 'a', user_alias: ALIAS }] }],
		['no identifier', { recipients: [{}] }],
		['an e-mail without prioritization', { recipients: [{ email: EMAIL }] }],
		[
			'a new user without attributes',
			{ recipients: [{ external_user_id: 'n', send_to_existing_only: false }] },
		],
		[
			'a new alias-only user',
			{ recipients: [{ user_alias: ALIAS, send_to_existing_only: false, attributes: {} }] },
		],
		['bad attributes', { recipients: [{ external_user_id: 'a', attributes: { email: 'x' } }] }],
		['properties over 50 KB', { broadcast: true, trigger_properties: { a: 'x'.repeat(50_001) } }],
	])('a campaign refuses %s', async (_name, fields) => {
		expectAnswer(await campaign(fields), 400, { message: expect.any(String) });
		expect(sends).toEqual([]);
	});

	test('/messages/send answers with a dispatch ID', async () => {
		const messages = { email: { subject: 'Hello' } };
		expectAnswer(await post('/messages/send', { external_user_ids: ['a'], messages }), 201, {
			message: 'success',
			dispatch_id: DISPATCH,
		});
		expect((await post('/messages/send', { messages })).status).toBe(400);
		expect((await post('/messages/send', { external_user_ids: ['a'] })).status).toBe(400);
	});

	test('/sends/id/create takes or makes an ID', async () => {
		const create = async (fields: Json) =>
			await post('/sends/id/create', { campaign_id: CAMPAIGN.id, ...fields });
		expectAnswer(await create({ send_id: 'mine' }), 201, { message: 'success', send_id: 'mine' });
		expectAnswer(await create({}), 201, { message: 'success', send_id: expect.any(String) });
		expect((await create({ campaign_id: 'x' })).status).toBe(400);
	});
});

describe('lists', () => {
	const dayOf = (index: number) =>
		new Date(Date.UTC(2026, 0, 1) + index * 86_400_000).toISOString();
	const many = (count: number) =>
		Array.from({ length: count }, (_value, index) => ({
			id: `id-${index}`,
			name: `N${index}`,
			tags: ['t'],
			last_edited: dayOf(index),
			archived: index === 0,
		}));

	test.each<[string, string, unknown[]]>([
		[
			'/campaigns/list',
			'campaigns',
			BRAZE_CAMPAIGNS.slice(0, 2).map(({ id, last_edited, name, is_api_campaign, tags }) => ({
				...{ id, last_edited, name, is_api_campaign, tags },
			})),
		],
		[
			'/canvas/list',
			'canvases',
			BRAZE_CANVASES.map(({ id, last_edited, name, tags }) => ({ id, last_edited, name, tags })),
		],
		[
			'/segments/list',
			'segments',
			BRAZE_SEGMENTS.map(({ id, name, analytics_tracking_enabled, tags }) => ({
				...{ id, name, analytics_tracking_enabled, tags },
			})),
		],
	])('%s', async (path, key, wanted) => {
		expectAnswer(await get(path), 200, { message: 'success', [key]: wanted });
	});

	test.each<[Record<string, string>, number, string | undefined]>([
		[{}, 100, 'id-1'],
		[{ page: '1' }, 100, 'id-101'],
		[{ page: '2' }, 49, 'id-201'],
		[{ page: '3' }, 0, undefined],
		[{ include_archived: 'true' }, 100, 'id-0'],
		[{ sort_direction: 'desc' }, 100, 'id-249'],
		[{ 'last_edit.time[gt]': dayOf(240) }, 9, 'id-241'],
	])('pages of 100: %j', async (query, count, first) => {
		sandbox.braze.workspace.canvases = many(250);
		const { canvases } = (await get('/canvas/list', query)).body as { canvases: Json[] };
		expect([canvases.length, canvases[0]?.id]).toEqual([count, first]);
	});

	test('/events/list has the names of all events, 250 a page', async () => {
		for (let call = 0; call < 4; call += 1) {
			await track(sandbox.brazeUrl, {
				events: Array.from({ length: 75 }, (_value, index) => ({
					external_id: 'a',
					name: `event ${call * 75 + index}`,
					time: '2026-03-14T16:20:11Z',
				})),
			});
		}
		const sizes = [];
		for (const page of ['0', '1', '2']) {
			sizes.push(
				((await get('/events/list', { page })).body as { events: string[] }).events.length,
			);
		}
		expect(sizes).toEqual([250, 50, 0]);
	});
});

describe('e-mail', () => {
	const RANGE = { start_date: '2026-03-01', end_date: '2026-03-31' };
	const NOW = '2026-03-14T16:00:00.000Z';

	beforeEach(() => {
		sandbox.braze.now = () => Date.parse(NOW);
		guests();
	});
	afterEach(() => {
		sandbox.braze.now = Date.now;
	});

	test('status reaches everybody with the address, and the list of unsubscribes', async () => {
		const body = { email: [EMAIL, 'z@example.com'], subscription_state: 'unsubscribed' };
		expectAnswer(await post('/email/status', body), 201, { message: 'success' });
		const states = profiles().map(({ attributes }) => attributes.email_subscribe);
		expect(states).toEqual(['unsubscribed', 'unsubscribed', undefined]);
		const emails = [{ email: EMAIL, unsubscribed_at: NOW }];
		expectAnswer(await get('/email/unsubscribes', RANGE), 200, { message: 'success', emails });
		for (const range of [
			{ start_date: '2026-03-01', end_date: '2026-03-14' },
			{ start_date: '2026-03-15', end_date: '2026-03-31' },
		]) {
			expect((await get('/email/unsubscribes', range)).body).toMatchObject({ emails: [] });
		}

		await post('/email/status', { email: EMAIL, subscription_state: 'subscribed' });
		expect((await get('/email/unsubscribes', RANGE)).body).toMatchObject({ emails: [] });
	});

	test('email_subscribe through /users/track is in the list too', async () => {
		await track(sandbox.brazeUrl, {
			attributes: [{ external_id: 'new', email_subscribe: 'unsubscribed', email: 'n@example.com' }],
		});
		const query = { email: 'n@example.com', end_date: '2026-01-01' };
		expect((await get('/email/unsubscribes', query)).body).toMatchObject({
			emails: [{ email: 'n@example.com' }],
		});
	});

	test.each(['/email/blocklist', '/email/blacklist'])('%s, until it is undone', async (path) => {
		expectAnswer(await post(path, { email: EMAIL }), 201, { message: 'success' });
		const emails = [{ email: EMAIL, hard_bounced_at: NOW }];
		expectAnswer(await get('/email/hard_bounces', RANGE), 200, { message: 'success', emails });
		expect(profiles()[0].attributes.email_subscribe).toBe('unsubscribed');

		expectAnswer(await post('/email/bounce/remove', { email: [EMAIL] }), 201, {
			message: 'success',
		});
		expect((await get('/email/hard_bounces', RANGE)).body).toMatchObject({ emails: [] });
	});

	test('spam reports are taken back', async () => {
		sandbox.braze.workspace.spamReports.add(EMAIL);
		expectAnswer(await post('/email/spam/remove', { email: EMAIL }), 201, { message: 'success' });
		expect(sandbox.braze.workspace.spamReports.size).toBe(0);
	});

	test.each<[string, Json]>([
		['/email/status', { email: EMAIL, subscription_state: 'yes' }],
		['/email/status', { email: 'nowhere', subscription_state: 'subscribed' }],
		['/email/blocklist', { email: [] }],
		['/email/bounce/remove', { email: Array(51).fill(EMAIL) }],
		['/email/spam/remove', {}],
	])('%s refuses %j', async (path, body) => {
		expectAnswer(await post(path, body), 400, { message: expect.any(String) });
	});

	test.each([
		{},
		{ start_date: '2026-01-01' },
		{ end_date: '2026-01-01' },
		{ ...RANGE, limit: '501' },
	])('the look-ups refuse %j', async (query) => {
		for (const path of ['/email/unsubscribes', '/email/hard_bounces']) {
			expect((await get(path, query as Record<string, string>)).status).toBe(400);
		}
	});
});
