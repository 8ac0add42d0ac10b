import type { IDataObject } from 'n8n-workflow';
import { STUB_CREDENTIALS, stubBraze } from '../../../../harness/brazeStub';
import { sample, type Envelope } from '../../../../harness/punchhEvents';
import { sandbox, sent, track } from '../punchhEvents.setup';

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
			'the next one if the country of the phone is unknown',
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
		let events = 0;
		const named = (externalId: string | null, userId = 730415): Envelope => {
			const envelope = sample('reward-admin-gift');
			const user = { ...(envelope.payload.user as IDataObject), user_id: userId };
			const payload = { ...envelope.payload, user_id: userId };
			return {
				...{ ...envelope, content_id: `event ${++events}` },
				payload: { ...payload, user: { ...user, external_source_id: externalId } },
			};
		};
		const told = async (items: IDataObject[]) =>
			(await track(items)).items.map(({ json: { identifiedBy, warnings } }) => [
				identifiedBy,
				warnings,
			]);

		test('the second one is named with the item', async () => {
			const warning = [
				'the guest is identified by Punchh User ID as External ID here and by External ID in an earlier item of this run: Braze keeps a profile for each. Choose an identifier that all events have',
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
		const body = sample('reward-admin-gift');
		const { items } = await track([{ headers: {}, body }]);
		expect(items[0].json).toEqual({
			verdict: 'accepted',
			...{ attributes: 1, events: 1, purchases: 0, dataPoints: 2 },
			...{ attributeNames: ['punchh_user_id'], eventNames: ['rewards'], products: [] },
			...{ identifiedBy: 'punchh_user_id', identifier: { external_id: '730415' } },
			content_id: body.content_id,
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
