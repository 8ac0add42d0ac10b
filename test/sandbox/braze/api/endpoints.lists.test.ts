import { BRAZE_CAMPAIGNS, BRAZE_CANVASES, BRAZE_SEGMENTS } from '../../../../sandbox/braze/seed';
import { track, type Json } from '../../http';
import { EMAIL, expectAnswer, get, guests, post, profiles, sandbox } from './endpoints.setup';

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
