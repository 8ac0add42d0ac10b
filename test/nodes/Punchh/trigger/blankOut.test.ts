import type { IDataObject } from 'n8n-workflow';

import { SAMPLES } from '../../../../nodes/Punchh/events/samples';
import { readSample, sampleNames } from '../../../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../../../sandbox/punchh/webhooks/send';
import { onlyItem, serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

/** What stands in an execution, which n8n keeps and others can read. */

const EVENTS = [...Object.keys(SAMPLES), 'other'];

/** The fields of Punchh's own samples that nobody may read there. */
const SECRET = [
	'email_confirmation_url',
	'reset_password_url',
	'reset_password_link',
	'current_sign_in_ip',
	'last_sign_in_ip',
	'ip_address',
	'last_user_agent',
	'new_device_user_agent',
	'gift_card_number',
];

let trigger: ServedTrigger;
afterEach(async () => await trigger.close());
const serve = async (options: IDataObject = {}, mode: 'webhook' | 'manual' = 'webhook') => {
	trigger = await serveTrigger(
		{ authentication: 'none', events: EVENTS, options } as never,
		{},
		{ mode },
	);
};
const itemOf = async (event: unknown) => {
	expect((await sendEvent(trigger.url, 'none', event)).status).toBe(200);
	return onlyItem(trigger);
};

test.each(sampleNames())('%s: nothing in the item lets others act as the guest', async (name) => {
	await serve();
	const sample = readSample(name);
	const item = await itemOf(sample);
	expect(JSON.stringify(item)).not.toMatch(/SYNTHETIC|203\.0\.113|iPhone/);
	const blanked = JSON.stringify(sample, (key, value: unknown) =>
		SECRET.includes(key) && value !== null ? '***' : value,
	);
	const { event, occurred_at, guest } = item;
	expect(item).toEqual({ ...JSON.parse(blanked), event, occurred_at, guest });
});

test('by name, at any depth, also in JSON within JSON; flags and what is empty stay', async () => {
	await serve();
	const guest = readSample('guest-create');
	const given = {
		user: { Access_Token: 'x', tokens: ['x'], passcode: 1234, reset_password_required: true },
		list: [{ verify_code: 'x' }, ['x', { magic_link: { url: 'x' } }]],
		gift_card_number: '',
		secret: null,
		additional_properties: '{"id":9007199254740993,"login_link":"x","note":"y"}',
	};
	const { payload } = await itemOf({ ...guest, payload: given });
	expect(payload).toEqual({
		user: { Access_Token: '***', tokens: '***', passcode: '***', reset_password_required: true },
		list: [{ verify_code: '***' }, ['x', { magic_link: '***' }]],
		gift_card_number: '',
		secret: null,
		additional_properties: '{"id":"9007199254740993","login_link":"***","note":"y"}',
	});
});

test('however a name is written, and under names of the same kind', async () => {
	await serve();
	const guest = readSample('guest-create');
	const secret = {
		...{ resetLink: 'x', 'Magic-Link': 'x', links: 'kept', login_links: ['x'] },
		...{ confirmationUrl: 'x', emailConfirmationURL: 'x', verificationCode: 'x', verifyUrl: 'x' },
		...{ lastSignInIp: 'x', IPAddress: 'x', 'user-agent': 'x', giftCardNumber: 'x', otp: 1 },
		...{ card: { epin: 'x', gift_card_pin: 1234 } },
		...{ resetlink: 'x', loginurl: 'x', verificationcode: 'x', VERIFYURL: 'x', magiclinks: ['x'] },
		...{ useragent: 'x', giftcardnumber: 'x', lastsigninip: 'x', jwt: 'x', guest_jwt: 'x' },
		...{
			confirmation_code: 'x',
			one_time_code: 1,
			OneTimeCode: 1,
			security_code: 1,
			authCode: 'x',
		},
		...{ access_code: 'x', sign_in_url: 'x', unsubscribe_url: 'x' },
	};
	const others = {
		...{ redemption_code: 'x', zip: 'x', referral_code: 'x', unverified_receipt_amount: 1 },
		...{ verified: true, age_verified_status: 'x', avatar_remote_url: 'x', shipping: 'x' },
		...{ membership: 'x', zipcode: 'x', code: 'x', author: 'x', image_url: 'x', sign_in_count: 1 },
		// Campaigns are made of these, so the guide says that they stay.
		...{ coupon_code: 'x', bar_code: 'x', apple_loyalty_pass_url: 'x', invite_code: 'x' },
	};
	const { payload } = await itemOf({ ...guest, payload: { ...secret, ...others } });
	const blanked = JSON.stringify(secret).replaceAll(/"x"|\b1234\b|\b1\b|\["x"\]/g, '"***"');
	expect(payload).toEqual({ ...JSON.parse(blanked), ...others });
});

test('in text that is JSON, wherever it stands; not even what is too deep to look into', async () => {
	await serve();
	const guest = readSample('guest-create');
	const inner = JSON.stringify({ reset_link: 'x' });
	const given = {
		meta: inner,
		rows: [`[${inner}]`, 'no JSON { "reset_link": "x" }'],
		twice: JSON.stringify({ inner }),
		asText: JSON.stringify(inner),
		quoted: '"a quote", said the guest',
		deep: `${'['.repeat(20_000)}${inner}${']'.repeat(20_000)}`,
	};
	const { payload } = await itemOf({ ...guest, payload: given });
	const blanked = JSON.stringify({ reset_link: '***' });
	expect(payload).toEqual({
		meta: blanked,
		rows: [`[${blanked}]`, 'no JSON { "reset_link": "x" }'],
		twice: JSON.stringify({ inner: blanked }),
		asText: JSON.stringify(blanked),
		quoted: '"a quote", said the guest',
		deep: '***',
	});
});

test.each(['{ "note": "y" }', '{"a":', '7', '', ['x']])(
	'additional properties %j stay as they are',
	async (text) => {
		await serve();
		const guest = readSample('guest-create');
		const { payload } = await itemOf({ ...guest, payload: { additional_properties: text } });
		expect(payload).toEqual({ additional_properties: text });
	},
);

test('who asks for them has them', async () => {
	await serve({ keepSecrets: true });
	const sample = readSample('transactional-reset_password_instruction');
	expect((await itemOf(sample)).payload).toEqual(sample.payload);
});

describe('the samples of the editor', () => {
	test.each([
		[{}, '***'],
		[{ keepSecrets: true }, '203.0.113.24'],
		[{}, '***'],
	])('with %j a sign-in comes from %s', async (options, address) => {
		await serve(options, 'manual');
		expect((await fetch(`${trigger.url}?sample=guest`)).status).toBe(200);
		expect(onlyItem(trigger).payload).toMatchObject({ current_sign_in_ip: address });
	});
});
