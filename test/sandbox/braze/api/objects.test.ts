import { startSandbox, type Sandbox } from '../../../../sandbox';
import { BRAZE_APP_IDS } from '../../../../sandbox/braze/seed';
import { track, type Json } from '../../http';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const TIME = '2026-03-14T16:20:11Z';
const send = async (body: unknown) => await track(sandbox.brazeUrl, body);
const many = (count: number, object: Json) => Array.from({ length: count }, () => object);
const attribute = (fields: Json = {}) => ({ external_id: 'a', ...fields });
const event = (fields: Json = {}) => ({ external_id: 'a', name: 'visit', time: TIME, ...fields });
const purchase = (fields: Json = {}) => ({
	external_id: 'a',
	product_id: 'tea',
	currency: 'USD',
	price: 4.5,
	time: TIME,
	...fields,
});

const TWO = "You must specify only one of 'external_id', 'user_alias' or 'braze_id'";
const NONE = "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required";

describe('refusals of one object', () => {
	const alias = { alias_name: 'a', alias_label: 'b' };
	const quantity = "'quantity' is not valid";
	const properties = "Invalid 'properties' field";
	const email = "The value provided for the 'email' field is not a valid email.";
	const subscription = (field: string) =>
		`'${field}' must be 'subscribed', 'unsubscribed', or 'opted_in'`;
	const group = (fields: Json) => ({
		subscription_group_id: '0b0a0d6c-4a3f-4f5e-8a39-6f3b1f1d2c3e',
		subscription_state: 'subscribed',
		...fields,
	});
	/** For refusals whose wording is not known. */
	const someText = expect.any(String) as unknown;
	type Case = [string, 'attributes' | 'events' | 'purchases', unknown, unknown];
	const cases: Case[] = [
		['no identifier', 'attributes', { first_name: 'A' }, NONE],
		['empty identifiers', 'attributes', { external_id: '', email: null }, NONE],
		['external_id and alias', 'attributes', { external_id: 'a', user_alias: alias }, TWO],
		['external_id and braze_id', 'events', event({ braze_id: 'b' }), TWO],
		[
			'alias and braze_id',
			'purchases',
			{ ...purchase(), external_id: '', user_alias: alias, braze_id: 'b' },
			TWO,
		],
		['external_id over 987 bytes', 'attributes', { external_id: 'é'.repeat(494) }, someText],
		['alias without label', 'attributes', { user_alias: { alias_name: 'a' } }, someText],
		[
			'alias over 236 bytes',
			'attributes',
			{ user_alias: { ...alias, alias_name: 'a'.repeat(237) } },
			someText,
		],
		['bad email', 'attributes', attribute({ email: 'nowhere' }), email],
		[
			'bad email_subscribe',
			'attributes',
			attribute({ email_subscribe: 'yes' }),
			subscription('email_subscribe'),
		],
		[
			'bad push_subscribe',
			'attributes',
			attribute({ push_subscribe: true }),
			subscription('push_subscribe'),
		],
		['groups that are no array', 'attributes', attribute({ subscription_groups: {} }), someText],
		['a group that is null', 'attributes', attribute({ subscription_groups: [null] }), someText],
		[
			'a group without UUID',
			'attributes',
			attribute({ subscription_groups: [group({ subscription_group_id: 'x' })] }),
			someText,
		],
		[
			'a group without state',
			'attributes',
			attribute({ subscription_groups: [group({ subscription_state: undefined })] }),
			someText,
		],
		[
			'a group opted in',
			'attributes',
			attribute({ subscription_groups: [group({ subscription_state: 'opted_in' })] }),
			someText,
		],
		['event without name', 'events', event({ name: undefined }), someText],
		['event with a long name', 'events', event({ name: 'n'.repeat(256) }), someText],
		['event without time', 'events', event({ time: undefined }), someText],
		['event with a bad time', 'events', event({ time: 'yesterday' }), someText],
		['event with time as a number', 'events', event({ time: 1773505330 }), someText],
		...['time', 'event_name', '$sign', '', 'n'.repeat(256)].map(
			(name): Case => [
				`event property ${name.slice(0, 12)}`,
				'events',
				event({ properties: { [name]: 1 } }),
				properties,
			],
		),
		['properties that are no object', 'events', event({ properties: [1] }), properties],
		[
			'event properties over 100 KB',
			'events',
			event({ properties: { a: many(13_000, { b: 1 }) } }),
			properties,
		],
		['purchase without product_id', 'purchases', purchase({ product_id: undefined }), someText],
		['purchase without currency', 'purchases', purchase({ currency: undefined }), someText],
		[
			'purchase with a bad currency',
			'purchases',
			purchase({ currency: 'dollars' }),
			"'currency' must be an ISO 4217 currency",
		],
		['purchase with price as text', 'purchases', purchase({ price: '4.50' }), someText],
		['purchase without time', 'purchases', purchase({ time: undefined }), someText],
		...[0, 101, 1.5, '2'].map(
			(value): Case => [
				`quantity ${JSON.stringify(value)}`,
				'purchases',
				purchase({ quantity: value }),
				quantity,
			],
		),
		...['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'].map(
			(name): Case => [
				`purchase property ${name}`,
				'purchases',
				purchase({ properties: { [name]: 1 } }),
				properties,
			],
		),
		[
			'purchase properties over 50 KB',
			'purchases',
			purchase({ properties: { a: many(7_000, { b: 1 }) } }),
			properties,
		],
		['null for an object', 'events', null, someText],
		['a list for an object', 'attributes', [], someText],
	];

	test.each(cases)('%s', async (_name, array, object, text) => {
		const good = { attributes: attribute(), events: event(), purchases: purchase() }[array];
		const { status, body } = await send({ [array]: [good, object] });
		expect(status).toBe(201);
		expect(body).toEqual({
			message: 'success',
			[`${array}_processed`]: 1,
			errors: [{ type: text, input_array: array, index: 1 }],
		});
	});

	test.each<[string, 'attributes' | 'events' | 'purchases', Json]>([
		['external_id of 987 bytes', 'attributes', { external_id: 'e'.repeat(987) }],
		['a good group', 'attributes', attribute({ subscription_groups: [group({})] })],
		['a name of 255 characters', 'events', event({ name: 'n'.repeat(255) })],
		['the second time format', 'events', event({ time: '2026-03-14T16:20:11:000Z' })],
		['quantity 100', 'purchases', purchase({ quantity: 100 })],
		[
			'a token import without identifier',
			'attributes',
			{ push_token_import: true, push_tokens: [{ app_id: BRAZE_APP_IDS[0], token: 't' }] },
		],
	])('taken: %s', async (_name, array, object) => {
		const { body } = await send({ [array]: [object] });
		expect(body).toEqual({ message: 'success', [`${array}_processed`]: 1 });
	});
});
