import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

import { startSandbox, type Sandbox } from '../../../../sandbox';
import { EVENT_CHOICES, type WebhookEvent } from '../../../../sandbox/punchh/webhooks/catalogue';
import { freshEventOf } from '../../../../sandbox/punchh/webhooks/events';
import {
	ADAPTER_ALWAYS,
	ADAPTER_ATTRIBUTES,
	ADAPTER_DROPS,
	ADAPTER_EVENTS,
	ADAPTER_SUBSCRIPTIONS,
	COUPON_EVENTS,
} from '../../../fixtures/adapterSamples';
import { STUB_CREDENTIALS, stubBraze } from '../../../harness/brazeStub';
import {
	sample,
	SAMPLE_NAMES,
	sandboxCredentials,
	trackEvents,
	type Envelope,
} from '../../../harness/punchhEvents';
import type { NodeRun } from '../../../harness/runNode';

/** Everything that Punchh's webhooks can tell, but for what is no custom event of a guest. */
const KINDS = (Object.keys(EVENT_CHOICES) as WebhookEvent[]).filter(
	(choice) => !['guest', 'redeemable'].includes(choice),
);

/** `event_name`, and `_` and `event_type` where there is one. */
const nameByRule = ({
	event_name: name,
	event_type: type,
}: {
	event_name: string;
	event_type: string;
}) => (type === '' ? name : `${name}_${type}`);

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterEach(() => nock.cleanAll());
afterAll(async () => await sandbox.close());

const track = async (
	items: IDataObject[],
	parameters: NodeRun['parameters'] = {},
	options: IDataObject = {},
	credentials: NodeRun['credentials'] = sandboxCredentials(sandbox),
) => await trackEvents({ items, parameters, options, credentials });

type Body = Record<'attributes' | 'events' | 'purchases', IDataObject[] | undefined>;
const sent = () =>
	sandbox.braze.requests
		.filter(({ url }) => url === '/users/track')
		.map(({ body }) => JSON.parse(body) as Body);

/** The value at a path with dots, as Punchh has it. */
const at = (source: unknown, path: string) =>
	path
		.split('.')
		.reduce<unknown>((value, key) => (value as IDataObject | null | undefined)?.[key], source);

const without = (payload: IDataObject, names: string[]) =>
	Object.fromEntries(Object.entries(payload).filter(([name]) => !names.includes(name)));

/** What a table of names says of a payload; nulls and empty text are left out. */
const expectedOf = (table: Record<string, string>, payload: IDataObject) =>
	Object.fromEntries(
		Object.entries(table)
			.map(([name, path]) => [name, at(payload, path)] as const)
			.filter(([, value]) => value !== undefined && value !== null && value !== ''),
	);

describe("same as Punchh's adapter", () => {
	const adapter = { preset: 'adapter', attributesToSend: 'all' };

	test.each(['guest-create', 'guest-update-profile'])(
		'%s: the attributes of the sample and no others, nulls absent, the ID a number',
		async (name) => {
			const guest = sample(name, { created_at: '2026-02-27T08:00:00Z' });
			await track([guest], adapter);
			const [{ attributes, events }] = sent();
			expect(events).toBeUndefined();
			expect(attributes).toEqual([
				{
					external_id: guest.payload.external_source_id ?? '730415',
					email_subscribe: 'subscribed',
					push_subscribe: 'subscribed',
					...expectedOf(ADAPTER_ATTRIBUTES, guest.payload),
				},
			]);
			expect(attributes![0].punchh_user_id).toBe(730415);
			expect(Object.values(attributes![0])).not.toContain(null);
		},
	);

	test.each(ADAPTER_SUBSCRIPTIONS)('opt-ins $guest', async ({ guest, email, push }) => {
		await track([sample('guest-create', guest)], adapter);
		expect(sent()[0].attributes![0]).toMatchObject({
			email_subscribe: email,
			push_subscribe: push,
		});
	});

	test('a changed guest in diff mode: what changed, the passes and the balance', async () => {
		const guest = sample('guest-update-profile');
		await track([guest], { ...adapter, attributesToSend: 'changed' });
		expect(sent()[0].attributes).toEqual([
			{
				external_id: 'CRM-000917',
				first_name: 'Mara',
				...expectedOf(
					Object.fromEntries(ADAPTER_ALWAYS.map((name) => [name, ADAPTER_ATTRIBUTES[name]])),
					guest.payload,
				),
			},
		]);
	});

	test('a banned guest is unsubscribed', async () => {
		await track([sample('guest-update-banned')], { ...adapter, attributesToSend: 'changed' });
		expect(sent()[0].attributes![0]).toMatchObject({
			email_subscribe: 'unsubscribed',
			user_status: 'banned',
		});
	});

	test('a field that was emptied is left out', async () => {
		const guest = sample('guest-update-profile', { first_name: null });
		await track([guest], { ...adapter, attributesToSend: 'changed' });
		expect(sent()[0].attributes![0]).not.toHaveProperty('first_name');
	});

	test.each(ADAPTER_EVENTS)('$sample', async ({ sample: name, name: event, properties }) => {
		const envelope = sample(name);
		// The adapter gives the time of sending, not of the event.
		const sentAt = new Date('2026-05-01T10:00:00Z');
		jest.spyOn(Date, 'now').mockReturnValue(sentAt.getTime());
		await track([envelope], { ...adapter, attributesToSend: 'none' });
		jest.restoreAllMocks();
		const rest = without(envelope.payload, ADAPTER_DROPS);
		const table = properties === 'all' ? rest : expectedOf(properties, envelope.payload);
		const expected = Object.fromEntries(
			Object.entries(table)
				.filter(([, value]) => value !== null)
				.map(([key, value]) => [key, key === 'store_numbers' ? '202,234' : value]),
		);
		if (Array.isArray(envelope.payload.store_numbers) && !envelope.payload.store_numbers.length) {
			delete expected.store_numbers;
		}
		const [{ attributes, events }] = sent();
		expect(attributes).toBeUndefined();
		expect(events).toEqual([
			{ external_id: '730415', name: event, time: sentAt.toISOString(), properties: expected },
		]);
	});

	test.each(COUPON_EVENTS)('$sample', async ({ sample: name, name: event }) => {
		const { payload } = sample(name);
		await track([sample(name)], adapter);
		const expected = Object.entries(without(payload, ['user', 'business_id'])).filter(
			([, value]) => value !== null,
		);
		const { redeemable_id: id } = payload.redeemable as IDataObject;
		expect(sent()[0].events).toEqual([
			expect.objectContaining({
				name: event,
				properties: { ...Object.fromEntries(expected), redeemable: { redeemable_id: id } },
			}),
		]);
	});

	test.each(KINDS)('%s has the name that the rule makes', async (choice) => {
		const envelope = freshEventOf(choice);
		await track([envelope as unknown as IDataObject], adapter);
		const event = sent()[0].events![0];
		expect(event.name).toBe(nameByRule(envelope));
		expect(event.properties).not.toHaveProperty('content_id');
	});

	test('with all attributes an event brings the guest along', async () => {
		await track([sample('checkin-gift-admin')], adapter);
		expect(sent()[0].attributes).toEqual([
			expect.objectContaining({
				external_id: '730415',
				punchh_user_id: 730415,
				email: 'mara.lind@example.com',
			}),
		]);
	});

	test('the external ID is the external source ID, or the user ID as text', async () => {
		const nested = (externalId: string | null) => {
			const envelope = sample('reward-signup-campaign');
			const user = { ...(envelope.payload.user as IDataObject), external_source_id: externalId };
			return { ...envelope, payload: { ...envelope.payload, user } };
		};
		await track([nested('CRM-000917'), nested(null), nested('')], adapter);
		expect(sent()[0].events!.map(({ external_id: id }) => id)).toEqual([
			'CRM-000917',
			'730415',
			'730415',
		]);
	});
});

describe('recommended', () => {
	test('all kinds of events that Punchh documents are here', () => {
		// 71 pages, without guests and redeemables: those are no custom events.
		expect(KINDS.length).toBeGreaterThanOrEqual(69);
	});

	test.each(KINDS)('%s: its own time, content ID and action, sound values', async (choice) => {
		const happened = new Date('2026-03-14T16:20:11Z');
		const envelope = freshEventOf(choice, happened);
		const { items, errors } = await track([envelope as unknown as IDataObject]);
		expect(errors).toEqual([]);
		expect(items[0].json).toMatchObject({ verdict: 'accepted', events: 1, attributes: 0 });
		expect(items[0].json).not.toHaveProperty('warnings');
		const { name, time, properties } = sent()[0].events![0];
		expect(name).toBe(nameByRule(envelope));
		expect(time).toBe(happened.toISOString());
		expect(properties).toMatchObject({
			content_id: envelope.content_id,
			action: envelope.action,
		});
		for (const value of Object.values(properties as IDataObject)) {
			expect([null, '']).not.toContain(value);
			// Times as Braze takes them, and no JSON within text.
			if (typeof value === 'string') expect(value).not.toMatch(/\d \d\d:\d\d|^\{/);
		}
	});

	test('a new guest: standard fields of Braze, only unsubscribes, no addresses of machines', async () => {
		await track([sample('guest-create')], {}, { callingCode: '1' });
		const [attributes] = sent()[0].attributes!;
		expect(attributes).toMatchObject({
			external_id: '730415',
			punchh_user_id: 730415,
			phone: '+15550142001',
			dob: '1991-06-23',
			gender: 'F',
			home_city: 'Portview',
			language: 'en',
			joined_at: '2026-03-01T09:12:44Z',
			account_balance_total_debits: 0,
			account_balance_loyalty_points: 0,
		});
		for (const name of ['email_subscribe', 'date_of_first_session', 'current_sign_in_ip']) {
			expect(attributes).not.toHaveProperty(name);
		}
		expect(Object.values(attributes)).not.toContain(null);
	});

	test('a changed guest: only what changed; what was emptied is removed', async () => {
		const guest = sample('guest-update-profile', { phone: null });
		await track([guest]);
		const [attributes] = sent()[0].attributes!;
		expect(attributes).toMatchObject({
			external_id: 'CRM-000917',
			first_name: 'Mara',
			phone: null,
		});
		expect(attributes).not.toHaveProperty('email');
		expect(attributes).toHaveProperty('account_balance_net_balance', 185);
	});

	test('a redemption: flat, times in ISO 8601, with content ID, action and its own time', async () => {
		const envelope = sample('redemption-reward-update-processed');
		await track([envelope]);
		const [event] = sent()[0].events!;
		expect(event).toMatchObject({ name: 'redemptions', time: '2026-03-14T16:21:40.000Z' });
		expect(event.properties).toMatchObject({
			content_id: envelope.content_id,
			action: 'update',
			redemption_code_id: 90577311,
			redemption_code_status: 'processed',
			redemption_code_receipt_datetime: '2026-03-14T12:32:00-04:00',
			redeemed_menu_items: [expect.objectContaining({ item_name: 'Cardamom Bun' })],
			reward_id: 31300917742,
		});
		expect(event.properties).not.toHaveProperty('additional_properties');
	});

	test('a reward keeps its stores as a list; 0 for no redemption is left out of a check-in', async () => {
		await track([sample('reward-signup-campaign'), sample('checkin-gift-admin')]);
		const [reward, checkin] = sent()[0].events!;
		expect(reward.properties).toMatchObject({ store_numbers: ['202', '234'] });
		expect(checkin.properties).not.toHaveProperty('redemption_id');
	});

	test.each(SAMPLE_NAMES)('%s leaves out links, codes, addresses and the guest', async (name) => {
		for (const preset of ['recommended', 'adapter']) {
			sandbox.reset();
			const { errors } = await track([sample(name)], { preset, attributesToSend: 'none' });
			expect(errors).toEqual([]);
			const body = JSON.stringify(sent());
			expect(body).not.toMatch(/SYNTHETIC|203\.0\.113|iPhone|password_(url|link)|passcode/);
			if (preset === 'recommended') expect(body).not.toMatch(/mara\.lind|1991-06-23/);
		}
	});

	test.each([
		[
			'transactional-quirk-leading-space-event-name',
			'transactional_notifications_payment_card_expired',
		],
		['marketing-coupon_campaign.inferred', 'marketing_notifications_coupon_campaign'],
	])('%s has a clean name', async (name, expected) => {
		await track([sample(name)]);
		expect(sent()[0].events![0].name).toBe(expected);
	});

	test('reserved names of Braze get another one', async () => {
		await track([sample('reward-admin-gift', { time: 'noon', event_name: 'x', $odd: 1 })]);
		expect(sent()[0].events![0].properties).toMatchObject({
			punchh_time: 'noon',
			punchh_event_name: 'x',
			punchh_odd: 1,
		});
	});
});

describe('choices', () => {
	test.each<[string, string[], IDataObject, unknown]>([
		['the Punchh user ID', ['punchh_user_id'], {}, { external_id: '730415' }],
		[
			'an alias',
			['user_alias'],
			{},
			{
				user_alias: { alias_name: '730415', alias_label: 'punchh_user_id' },
				_update_existing_only: false,
			},
		],
		['the e-mail address', ['email'], {}, { email: 'mara.lind@example.com' }],
		['the phone', ['phone'], { callingCode: '1' }, { phone: '+15550142001' }],
		[
			'the next one without a calling code',
			['phone', 'email'],
			{},
			{ email: 'mara.lind@example.com' },
		],
	])('identified by %s', async (_what, by, options, expected) => {
		const identifiers = { identifier: by.map((choice) => ({ by: choice })) };
		await track([sample('reward-admin-gift')], { identifiers, attributesToSend: 'none' }, options);
		expect(sent()[0].events![0]).toMatchObject(expected as object);
	});

	test('a guest looked up by phone is not looked up by e-mail', async () => {
		const identifiers = { identifier: [{ by: 'phone' }] };
		await track([sample('guest-create')], { identifiers }, { callingCode: '1' });
		expect(sent()[0].attributes![0]).not.toHaveProperty('email');
	});

	test('extra fields, other names, fields left out', async () => {
		const extraFields = {
			field: [
				{ target: 'property', from: 'account_balance.total_visits', to: '', kind: 'asIs' },
				{ target: 'property', from: 'business_slug', to: 'brand', kind: 'text' },
				{
					target: 'property',
					from: 'user.account_balance.total_debits',
					to: 'debits',
					kind: 'number',
				},
				{ target: 'attribute', from: 'user_status', to: 'status_in_punchh', kind: 'asIs' },
			],
		};
		await track(
			[{ ...sample('checkin-gift-admin'), business_slug: 'harborbeans' }],
			{ extraFields, attributesToSend: 'all' },
			{ dropFields: 'bar_code, menu_items,gift_reason, punchh_user_id', eventName: 'gifted' },
		);
		const [{ attributes, events }] = sent();
		expect(events![0]).toMatchObject({
			name: 'gifted',
			properties: { brand: 'harborbeans', debits: 0 },
		});
		expect(events![0].properties).not.toHaveProperty('gift_reason');
		expect(attributes![0]).toHaveProperty('status_in_punchh', 'active');
		expect(attributes![0]).not.toHaveProperty('punchh_user_id');
	});

	test('subscription groups follow the opt-ins', async () => {
		const emailGroupId = '6d3f2a90-1b7c-4e55-9a63-0f7d2c91e4b8';
		const smsGroupId = '7d3f2a90-1b7c-4e55-9a63-0f7d2c91e4b8';
		await track([sample('guest-create')], {}, { emailGroupId, smsGroupId });
		expect(sent()[0].attributes![0].subscription_groups).toEqual([
			{ subscription_group_id: emailGroupId, subscription_state: 'subscribed' },
			{ subscription_group_id: smsGroupId, subscription_state: 'unsubscribed' },
		]);
	});

	test.each([
		['receipt', [{ product_id: 'Receipt', price: 12.75, quantity: 1 }]],
		[
			'items',
			[
				{ product_id: 'Flat White', price: 7.5, quantity: 1 },
				{ product_id: 'Cardamom Bun', price: 5.25, quantity: 1 },
			],
		],
	])('a new check-in as purchases: %s', async (purchases, expected) => {
		const checkin = sample('checkin-loyalty-create-pos-campaign');
		await track([checkin, { ...checkin, action: 'update' }], {}, { purchases, currency: 'EUR' });
		expect(sent()[0].purchases).toEqual(
			expected.map((purchase) => ({
				...purchase,
				external_id: '730415',
				currency: 'EUR',
				time: '2026-03-14T16:21:40.000Z',
				properties: expect.objectContaining({ content_id: checkin.content_id }) as unknown,
			})),
		);
	});

	test('of the lines of a receipt only what was bought is a purchase', async () => {
		const line = { item_name: 'Tea', item_qty: 3, item_amount: 10, menu_item_type: 'M' };
		const menu_items = [
			line,
			{ ...line, item_qty: 2 },
			{ ...line, item_name: '', menu_item_id: 'T-1', item_qty: 1, menu_item_type: '' },
			{ ...line, item_name: 'Visa', menu_item_type: 'P' },
			{ ...line, item_name: 'Discount', item_amount: -2 },
			{ ...line, item_name: 'Free refill', item_amount: 0 },
			'no line',
		];
		const checkin = sample('checkin-loyalty-create-online', { menu_items });
		await track([checkin], {}, { purchases: 'items' });
		const bought = sent()[0].purchases!.map(({ product_id: product, price, quantity }) => ({
			product,
			price,
			quantity,
		}));
		expect(bought).toEqual([
			// A third of 10.00 is no whole number of cents.
			{ product: 'Tea', price: 10, quantity: 1 },
			{ product: 'Tea', price: 5, quantity: 2 },
			{ product: 'T-1', price: 10, quantity: 1 },
		]);
	});

	test.each<[string, string]>([
		['attribute', 'external_id'],
		['attribute', '_merge_objects'],
		['attribute', '__proto__'],
		['property', '__proto__'],
	])('an extra %s cannot be called %s', async (target, to) => {
		const extraFields = { field: [{ target, from: 'reward_id', to, kind: 'asIs' }] };
		const { errors } = await track([sample('reward-admin-gift')], { extraFields });
		expect(errors[0].json.error).toBe(`An extra field cannot have the 'Braze Name' ${to}`);
		expect(sandbox.braze.requests).toEqual([]);
	});

	test.each(['recommended', 'adapter'])('%s: odd names of fields are sent', async (preset) => {
		const odd = JSON.parse('{"__proto__":"p","constructor":"c","prototype":"t"}') as IDataObject;
		// An event of which the adapter sends all fields.
		await track([sample('transactional-feedback_reply', odd)], { preset });
		const [{ body }] = sandbox.braze.requests;
		expect(body).toContain('"__proto__":"p","constructor":"c","prototype":"t"');
	});

	test('an extra field with the name of another one takes its place', async () => {
		const extraFields = {
			field: [
				{ target: 'property', from: 'reward_id', to: 'reward_id', kind: 'text' },
				{ target: 'attribute', from: 'user_id', to: 'punchh_user_id', kind: 'text' },
			],
		};
		for (const preset of ['recommended', 'adapter']) {
			sandbox.reset();
			const parameters = { extraFields, preset, attributesToSend: 'all' };
			await track([sample('reward-admin-gift')], parameters);
			const [{ attributes, events }] = sent();
			expect((events![0].properties as IDataObject).reward_id).toMatch(/^\d+$/);
			expect(attributes![0].punchh_user_id).toBe('730415');
		}
	});

	describe('a guest who is named by two identifiers in one run', () => {
		const named = (externalId: string | null, userId = 730415): Envelope => {
			const envelope = sample('reward-admin-gift');
			const user = { ...(envelope.payload.user as IDataObject), user_id: userId };
			const payload = { ...envelope.payload, user_id: userId };
			return {
				...envelope,
				payload: { ...payload, user: { ...user, external_source_id: externalId } },
			};
		};
		const told = async (items: IDataObject[]) =>
			(await track(items)).items.map(({ json: { identifiedBy, warnings } }) => [
				identifiedBy,
				warnings,
			]);

		test('the second one is told with the item', async () => {
			const warning = [
				'the guest is named by Punchh User ID as External ID here and by External ID in an earlier item of this run: Braze keeps a profile for each. Choose an identifier that all events have',
			];
			const items = [
				named('CRM-1'),
				named(null),
				named('CRM-1'),
				named(null, 2),
				named('CRM-3', 3),
			];
			expect(await told(items)).toEqual([
				['external_id', undefined],
				['punchh_user_id', warning],
				['external_id', undefined],
				['punchh_user_id', undefined],
				['external_id', undefined],
			]);
		});

		test('another external ID is another identifier, the Punchh user ID as external ID is not', async () => {
			const [, [, warnings]] = await told([named('CRM-1'), named('CRM-2')]);
			expect(warnings).toEqual([expect.stringContaining('and by another External ID')]);
			expect(await told([named('730415'), named(null)])).toEqual([
				['external_id', undefined],
				['punchh_user_id', undefined],
			]);
		});

		test('it stands in the error output, too', async () => {
			stubBraze(() => [400, { message: 'Bad Request' }]);
			const { errors } = await track([named(null)], {}, {}, STUB_CREDENTIALS);
			expect(errors[0].json.details).toMatchObject({
				identifiedBy: 'punchh_user_id',
				identifier: { external_id: '730415' },
			});
		});
	});

	test('the body that Punchh sent, as the Webhook node gives it, is read as well', async () => {
		const { items } = await track([{ headers: {}, body: sample('reward-admin-gift') }]);
		expect(items[0].json).toEqual({
			verdict: 'accepted',
			attributes: 0,
			events: 1,
			purchases: 0,
			dataPoints: 1,
			identifiedBy: 'punchh_user_id',
			identifier: { external_id: '730415' },
		});
	});

	test('merging puts what several events tell of one alias into one object', async () => {
		const identifiers = { identifier: [{ by: 'user_alias' }] };
		const update = (first_name: string) => sample('guest-update-profile', { first_name });
		const items = [update('Ada'), update('Eve'), sample('reward-admin-gift')];
		const options = { mergeAttributes: true };
		const { items: output } = await track(items, { identifiers }, options);
		const [{ attributes, events }] = sent();
		expect(attributes).toEqual([
			expect.objectContaining({ _update_existing_only: false, first_name: 'Eve' }),
		]);
		expect(events).toHaveLength(1);
		expect(output.map(({ json }) => json.verdict)).toEqual(Array(3).fill('accepted'));
	});

	test('data points are estimated', async () => {
		const { items } = await track([sample('guest-update-profile')], { preset: 'adapter' });
		// first_name, five of the balance, two passes
		expect(items[0].json).toMatchObject({ verdict: 'accepted', dataPoints: 8 });
	});
});

describe('input that cannot be mapped', () => {
	test.each<[string, unknown, RegExp]>([
		['text', 'no event', /'Event' is no Punchh event/],
		['null', null, /'Event' is no Punchh event/],
		['an object of another kind', { a: 1 }, /no 'event_name'/],
		[
			'an item of no kind of event',
			{ event: 'constructor', occurred_at: '2026-03-14T16:20:11Z', guest: {}, payload: {} },
			/no 'event_name'/,
		],
		['an event without a payload', { event_name: 'rewards' }, /no 'payload'/],
		[
			'an event without a guest',
			{ event_name: 'rewards', payload: { reward_id: 1 } },
			/none of the chosen identifiers/,
		],
	])('%s: the item is named, the others are sent', async (_what, event, expected) => {
		const { items, errors } = await track(
			[{ event: sample('reward-admin-gift') }, { event: event as IDataObject }],
			{ event: '={{ $json.event }}' },
		);
		expect(items).toHaveLength(1);
		expect(errors).toHaveLength(1);
		expect(errors[0].json.error).toMatch(expected);
		expect(errors[0].pairedItem).toEqual({ item: 1 });
	});

	test('a change of an offer concerns nobody', async () => {
		const offer = { event_name: 'redeemables', action: 'update', payload: { redeemable_id: 1 } };
		const { items } = await track([offer]);
		expect(items[0].json).toEqual({ verdict: 'skipped', reason: 'The event is not about a guest' });
	});
});
