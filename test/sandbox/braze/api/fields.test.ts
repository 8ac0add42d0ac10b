import { request } from 'node:http';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { BRAZE_APP_IDS, BRAZE_SUBSCRIPTION_GROUPS } from '../../../../sandbox/braze/seed';
import { BRAZE_KEY } from '../../../../sandbox/braze/seed';
import { call, callBraze, track, type Json } from '../../http';

/** The standard fields, what else a request may carry, and texts that differ between accounts. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const TIME = '2026-03-14T16:20:11Z';
const EVENT = { external_id: 'a', name: 'visit', time: TIME };
const PURCHASE = { external_id: 'a', product_id: 'tea', currency: 'USD', price: 4, time: TIME };

/** Section 2.5 of the reference: each with a good value. */
const STANDARD: Json = {
	email: 'mara@example.com',
	phone: '+15550142001',
	country: 'US',
	current_location: { longitude: -73.9, latitude: 40.7 },
	date_of_first_session: TIME,
	date_of_last_session: TIME,
	dob: '1991-06-23',
	email_subscribe: 'opted_in',
	push_subscribe: 'subscribed',
	email_open_tracking_disabled: true,
	email_click_tracking_disabled: false,
	facebook: { id: '1', likes: ['tea'], num_friends: 2 },
	twitter: {
		...{ id: 1, screen_name: 'm', followers_count: 1, friends_count: 1, statuses_count: 1 },
	},
	first_name: 'Mara',
	last_name: 'Lind',
	home_city: 'Portview',
	gender: 'F',
	language: 'en',
	marked_email_as_spam_at: TIME,
	push_tokens: [{ app_id: BRAZE_APP_IDS[0], token: 'token-1', device_id: 'device-0001' }],
	time_zone: 'America/New_York',
	image_url: 'https://example.com/a.png',
};

test.each(Object.entries(STANDARD))('%s is a field of its own', async (name, value) => {
	const { body } = await track(sandbox.brazeUrl, {
		attributes: [{ external_id: 'a', [name]: value, [name.toUpperCase()]: 'custom' }],
	});
	expect(body).toEqual({ message: 'success', attributes_processed: 1 });
	expect(sandbox.braze.drops).toEqual([]);
	expect(sandbox.braze.profiles[0].attributes).toEqual({
		[name]: value,
		[name.toUpperCase()]: 'custom',
	});
	const exported = await callBraze(sandbox.brazeUrl, 'POST', '/users/export/ids', {
		external_ids: ['a'],
	});
	// Names are lower case: the other spelling is a custom attribute.
	expect((exported.body as { users: Json[] }).users[0].custom_attributes).toEqual({
		[name.toUpperCase()]: 'custom',
	});
});

test.each(['M', 'F', 'O', 'N', 'P', null])('gender %j', async (gender) => {
	await track(sandbox.brazeUrl, { attributes: [{ external_id: 'a', gender }] });
	expect(sandbox.braze.profiles[0].attributes.gender ?? null).toBe(gender);
	expect(sandbox.braze.drops).toEqual([]);
});

test('subscription groups take both states, and the flag of SMS', async () => {
	const [one, other] = BRAZE_SUBSCRIPTION_GROUPS.map(({ id }) => id);
	await track(sandbox.brazeUrl, {
		attributes: [
			{
				external_id: 'a',
				subscription_groups: [
					{ subscription_group_id: one, subscription_state: 'subscribed' },
					{
						subscription_group_id: other,
						subscription_state: 'unsubscribed',
						use_double_opt_in_logic: true,
					},
				],
			},
		],
	});
	expect(sandbox.braze.profiles[0].subscriptions).toEqual({
		[one]: 'subscribed',
		[other]: 'unsubscribed',
	});
});

describe('limits of single values', () => {
	const alias = (fields: Json) => ({
		user_alias: { alias_name: 'a', alias_label: 'b', ...fields },
	});
	test.each<[string, 'attributes' | 'events' | 'purchases', Json, number]>([
		['product_id of 255', 'purchases', { ...PURCHASE, product_id: 'p'.repeat(255) }, 201],
		['product_id of 256', 'purchases', { ...PURCHASE, product_id: 'p'.repeat(256) }, 400],
		['product_id as a number', 'purchases', { ...PURCHASE, product_id: 7 }, 400],
		['price 0', 'purchases', { ...PURCHASE, price: 0 }, 201],
		['quantity 1', 'purchases', { ...PURCHASE, quantity: 1 }, 201],
		['alias_name of 236', 'attributes', alias({ alias_name: 'a'.repeat(236) }), 201],
		['alias_label of 236', 'attributes', alias({ alias_label: 'a'.repeat(236) }), 201],
		['alias_label of 237', 'attributes', alias({ alias_label: 'a'.repeat(237) }), 400],
		['an empty alias_label', 'attributes', alias({ alias_label: '' }), 400],
		['three identifiers', 'events', { ...EVENT, braze_id: 'b', ...alias({}) }, 400],
		['an app_id', 'events', { ...EVENT, app_id: BRAZE_APP_IDS[0] }, 201],
	])('%s', async (_name, array, object, status) => {
		expect((await track(sandbox.brazeUrl, { [array]: [object] })).status).toBe(status);
	});

	test('a property text over 255 characters is dropped alone', async () => {
		const properties = { long: 'x'.repeat(256), short: 'x'.repeat(255) };
		await track(sandbox.brazeUrl, { events: [{ ...EVENT, properties }] });
		expect(sandbox.braze.profiles[0].events[0].properties).toEqual({ short: properties.short });
		expect(sandbox.braze.drops).toMatchObject([{ array: 'events', index: 0 }]);
	});
});

test('what partners add is taken: a top-level partner, and headers of bulk senders', async () => {
	const headers = {
		authorization: `Bearer ${BRAZE_KEY}`,
		'X-Braze-Bulk': 'true',
		'X-Braze-Batch': 'true',
	};
	const body = { partner: 'RudderStack', events: [EVENT] };
	const answer = await call('POST', `${sandbox.brazeUrl}/users/track`, headers, body);
	expect(answer).toMatchObject({
		status: 201,
		body: { message: 'success', events_processed: 1 },
	});
	// The old places of a key are dead.
	const dead = { api_key: BRAZE_KEY, events: [EVENT] };
	expect((await call('POST', `${sandbox.brazeUrl}/users/track`, {}, dead)).status).toBe(401);
});

test('names of headers go out in lower case', async () => {
	const names = await new Promise<string[]>((resolve, reject) => {
		const headers = { authorization: `Bearer ${BRAZE_KEY}`, 'content-type': 'application/json' };
		request(`${sandbox.brazeUrl}/users/track`, { method: 'POST', headers }, (response) => {
			response.resume();
			resolve(response.rawHeaders.filter((_text, index) => index % 2 === 0));
		})
			.on('error', reject)
			.end(JSON.stringify({ events: [EVENT] }));
	});
	expect(names).toEqual(
		expect.arrayContaining(['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset']),
	);
});

describe('knobs', () => {
	test.each([
		['five', "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required"],
		['three', "'external_id' or 'braze_id' or 'user_alias' is required"],
		['one', "'external_id' is required"],
	] as const)('missingIdentifier %s', async (missingIdentifier, type) => {
		sandbox.braze.knobs.missingIdentifier = missingIdentifier;
		expect((await track(sandbox.brazeUrl, { attributes: [{ x: 1 }] })).body).toMatchObject({
			errors: [{ type, input_array: 'attributes', index: 0 }],
		});
	});

	test.each([413, 400] as const)('tooLargeStatus %i', async (tooLargeStatus) => {
		sandbox.braze.knobs.tooLargeStatus = tooLargeStatus;
		const properties = { a: 'x'.repeat(4_200_000) };
		expect(await track(sandbox.brazeUrl, { events: [{ ...EVENT, properties }] })).toMatchObject({
			status: tooLargeStatus,
			body: { message: 'Request Entity Too Large' },
		});
	});
});

test.each([
	['/users/external_id/rename', 'the spelling of the limits page'],
	['/users/track/sync', 'a closed beta'],
	['/users/track/bulk', 'a closed beta'],
])('%s is not there: %s', async (path) => {
	expect(await callBraze(sandbox.brazeUrl, 'POST', path, {})).toMatchObject({
		status: 404,
		body: { message: 'Invalid URL' },
	});
});
