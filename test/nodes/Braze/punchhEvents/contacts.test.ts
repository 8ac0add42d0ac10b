import type { IDataObject } from 'n8n-workflow';

import { BRAZE_SUBSCRIPTION_GROUPS } from '../../../../sandbox/braze/seed';
import { sample } from '../../../harness/punchhEvents';
import { sandbox, sent, track } from './punchhEvents.setup';

const [EMAIL_GROUP, SMS_GROUP] = BRAZE_SUBSCRIPTION_GROUPS.map(({ id }) => id);
const GROUPS = { emailGroupId: EMAIL_GROUP, smsGroupId: SMS_GROUP, callingCode: 'US' };

const OPTED_OUT = { unsubscribed: true, marketing_email_subscription: false };

/** An update of the sample guest, of which Punchh names these fields as changed. */
const update = (previous_changes: string[], payload: IDataObject = {}) =>
	sample('guest-update-profile', { previous_changes, ...payload });

/** The attributes of the only object that was sent. */
const attributes = () => sent()[0].attributes![0];

describe('an opt-out goes along with every new contact', () => {
	test('a new address of a guest who is unsubscribed', async () => {
		await track([update(['email'], OPTED_OUT)], {}, GROUPS);
		expect(attributes()).toEqual({
			external_id: 'CRM-000917',
			punchh_user_id: 730415,
			email: 'mara.lind@example.com',
			email_subscribe: 'unsubscribed',
			subscription_groups: [
				{ subscription_group_id: EMAIL_GROUP, subscription_state: 'unsubscribed' },
			],
			...balances(),
		});
	});

	test('a new number of a guest who wants no SMS', async () => {
		const phone = '2075550142';
		await track([update(['phone'], { phone, sms_subscription: false })], {}, GROUPS);
		expect(attributes()).toMatchObject({
			phone: '+12075550142',
			subscription_groups: [
				{ subscription_group_id: SMS_GROUP, subscription_state: 'unsubscribed' },
			],
		});
		expect(attributes()).not.toHaveProperty('email_subscribe');
	});

	test('an address that an extra field gives', async () => {
		const field = [
			{ target: 'attribute', from: 'secondary_email', to: 'email', kind: 'asIs' },
		] as IDataObject[];
		const payload = { ...OPTED_OUT, secondary_email: 'mara@example.org' };
		await track([update(['secondary_email'], payload)], { extraFields: { field } as never });
		expect(attributes()).toMatchObject({
			email: 'mara@example.org',
			email_subscribe: 'unsubscribed',
		});
	});

	test.each([
		['an address', 'email', {}, { email_subscribe: 'unsubscribed' }],
		['a number', 'phone', { smsGroupId: SMS_GROUP, callingCode: 'US' }, {}],
	])(
		'an event that names its guest by %s, and may create the profile',
		async (_what, by, options, field) => {
			const event = sample('checkin-loyalty-create-pos-campaign');
			const contacts = { email: 'mara.lind@example.com', phone: '2075550142' };
			const user = { ...(event.payload.user as IDataObject), ...contacts, ...OPTED_OUT };
			const left = {
				...event,
				payload: { ...event.payload, user: { ...user, sms_subscription: false } },
			};
			await track([left], { identifiers: { identifier: [{ by }] } }, options);
			const group = { subscription_group_id: SMS_GROUP, subscription_state: 'unsubscribed' };
			const groups = by === 'phone' ? { subscription_groups: [group] } : {};
			expect(sent()).toMatchObject([{ attributes: [{ ...field, ...groups }], events: [{}] }]);

			sandbox.reset();
			await track(
				[left],
				{ identifiers: { identifier: [{ by }] }, attributesToSend: 'none' },
				options,
			);
			expect(sent()[0].attributes).toBeUndefined();
		},
	);

	test('nothing goes along with an event of a guest who is known by an ID', async () => {
		const event = sample('checkin-loyalty-create-pos-campaign');
		const user = { ...(event.payload.user as IDataObject), ...OPTED_OUT };
		await track([{ ...event, payload: { ...event.payload, user } }], {}, GROUPS);
		expect(sent()[0].attributes).toEqual([{ external_id: '730415', punchh_user_id: 730415 }]);
	});

	test.each([
		['another field', update(['first_name'], OPTED_OUT), {}],
		['a guest who is subscribed', update(['email']), { subscriptions: 'all' }],
		['a user who wants no states', update(['email'], OPTED_OUT), { subscriptions: 'none' }],
	])('nothing goes along with %s', async (_what, event, options) => {
		await track([event], {}, options);
		expect(attributes()).not.toHaveProperty('email_subscribe');
	});

	test('in Braze, who has opted out stays so', async () => {
		sandbox.braze.knobs.resubscribeNewEmail = true;
		await track([update(['email', 'unsubscribed'], OPTED_OUT)]);
		await track([update(['email'], { ...OPTED_OUT, email: 'new.mara@example.com' })]);
		expect(sandbox.braze.profiles.map(({ attributes: found }) => found)).toMatchObject([
			{ email: 'new.mara@example.com', email_subscribe: 'unsubscribed' },
		]);
	});
});

describe('the address of a deactivated guest', () => {
	const deactivated = (payload: IDataObject = {}) =>
		update(['email', 'user_status'], {
			email: 'deactivated-mara.lind@example.com',
			user_status: 'deactivated',
			...payload,
		});

	test('is not written, and the guest is opted out of everything', async () => {
		const { items } = await track([deactivated()], {}, GROUPS);
		expect(attributes()).toEqual({
			external_id: 'CRM-000917',
			punchh_user_id: 730415,
			user_status: 'deactivated',
			email_subscribe: 'unsubscribed',
			push_subscribe: 'unsubscribed',
			subscription_groups: [EMAIL_GROUP, SMS_GROUP].map((id) => ({
				subscription_group_id: id,
				subscription_state: 'unsubscribed',
			})),
			...balances(),
		});
		expect(items[0].json.warnings).toEqual([
			"'email' is not sent, because Punchh has put deactivated- in front of the address of a deactivated guest",
		]);
	});

	test('is not written by the adapter either, nor with every attribute', async () => {
		await track([deactivated()], { preset: 'adapter', attributesToSend: 'all' });
		expect(attributes()).not.toHaveProperty('email');
		expect(attributes()).toHaveProperty('email_subscribe', 'unsubscribed');
	});

	test('names nobody: the next identifier does', async () => {
		const identifiers = { identifier: [{ by: 'email' }, { by: 'user_alias' }] };
		const { items } = await track([deactivated()], { identifiers });
		expect(items[0].json).toMatchObject({ identifiedBy: 'user_alias' });
		expect(JSON.stringify(sent())).not.toContain('deactivated-');
	});

	test('alone names nobody, and the item says so', async () => {
		const { errors } = await track([deactivated()], {
			identifiers: { identifier: [{ by: 'email' }] },
		});
		expect(errors[0].json.error).toMatch(/none of the chosen identifiers/);
		// As the panel calls it.
		expect(JSON.stringify(errors[0].json.details)).toContain("tries 'Email'");
		expect(sandbox.braze.requests).toEqual([]);
	});

	test('is the own one again after reactivation', async () => {
		await track([update(['email', 'user_status'])]);
		expect(attributes()).toMatchObject({ email: 'mara.lind@example.com', user_status: 'active' });
	});
});

describe('values that systems make up', () => {
	test.each(['null', 'NULL', ' undefined ', 'None', 'N/A', '#N/A', 'nil', 'NA', '(null)'])(
		'the external ID %j is nobody’s',
		async (external_source_id) => {
			const { items } = await track([update(['first_name'], { external_source_id })]);
			expect(items[0].json).toMatchObject({ identifiedBy: 'punchh_user_id' });
		},
	);

	test.each([
		['that ends with .invalid', '5550142001@phone.invalid', 'no real address ends with .invalid'],
		[
			'of an archived guest',
			'730415@archive.com',
			'Punchh gives an archived guest an address at archive.com',
		],
	])('an address %s', async (_what, email, why) => {
		const { items } = await track([update(['email'], { email })], {
			identifiers: { identifier: [{ by: 'email' }, { by: 'external_id' }] },
		});
		expect(items[0].json).toMatchObject({
			identifiedBy: 'external_id',
			warnings: [`'email' is not sent, because ${why}`],
		});
		expect(attributes()).not.toHaveProperty('email');
		expect(attributes()).not.toHaveProperty('email_subscribe');
	});
});

/** What every update has, because Punchh does not say when it changes. */
function balances(): IDataObject {
	return Object.fromEntries(
		Object.entries(attributes()).filter(([name]) => /^account_balance_|_pass_url$/.test(name)),
	);
}

test('an external ID that a spreadsheet has shortened names nobody: several guests may have it', async () => {
	const guests = [730415, 730499].map((user_id) =>
		sample('guest-create', { user_id, external_source_id: '5.56645E+14', email: null }),
	);
	const { items } = await track(guests);
	expect(sandbox.braze.profiles.map(({ external_id: id }) => id)).toEqual(['730415', '730499']);
	for (const { json } of items) {
		expect(json.warnings).toContainEqual(
			expect.stringMatching(/external ID '5.56645E\+14' identifies nobody, because a spreadsheet/),
		);
	}
});

describe('a guest who agrees again', () => {
	const AGREES = { unsubscribed: false, marketing_email_subscription: true };
	const NOT_PASSED_ON = expect.stringContaining('which is not passed on');
	const warningsOf = async (payload: IDataObject, options: IDataObject = {}) => {
		const { items } = await track([update(['marketing_email_subscription'], payload)], {}, {
			callingCode: 'US',
			...options,
		} as never);
		return items[0].json.warnings;
	};

	test('stays unsubscribed in Braze, which the item says', async () => {
		expect(await warningsOf(AGREES)).toEqual([NOT_PASSED_ON]);
		expect(attributes()).not.toHaveProperty('email_subscribe');
	});

	test.each<[string, IDataObject, IDataObject]>([
		['is passed on by choice', AGREES, { subscriptions: 'all' }],
		['is passed on by a group', AGREES, { emailGroupId: EMAIL_GROUP }],
		['has not agreed', OPTED_OUT, {}],
		['is left out by choice', AGREES, { dropFields: 'email_subscribe' }],
	])('has no warning where it %s', async (_what, payload, options) => {
		expect(await warningsOf(payload, options)).toBeUndefined();
	});
});
