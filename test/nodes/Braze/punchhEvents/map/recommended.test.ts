import type { IDataObject } from 'n8n-workflow';
import { freshEventOf } from '../../../../../sandbox/punchh/webhooks/events';
import { sample, SAMPLE_NAMES } from '../../../../harness/punchhEvents';
import { KINDS, nameByRule, sandbox, sent, track } from '../punchhEvents.setup';

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
		expect(items[0].json).toMatchObject({ verdict: 'accepted', events: 1, attributes: 1 });

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

	test.each(['recommended', 'adapter'])(
		'%s: nor what stands deeper in an event',
		async (preset) => {
			const hidden = {
				additional_properties: JSON.stringify({ login_link: 'SYN', note: { verify_code: 'SYN' } }),
				card: { gift_card_number: 'SYN', verify_code: 'SYN', resetLink: 'SYN', kept: 'yes' },
				rows: [{ inner: { magic_link: 'SYN' } }, JSON.stringify({ access_token: 'SYN' })],
			};
			await track([sample('transactional-feedback_reply', hidden)], { preset });
			const body = JSON.stringify(sent());
			expect(body).not.toContain('SYN');
			expect(body).toContain('"yes"');
		},
	);

	test.each([
		['the link, if the trigger kept it', 'https://example.com/reset', 'https://example.com/reset'],
		['nothing, if the trigger blanked it out', '***', undefined],
	])('an extra field with a link of the guest sends %s', async (_what, url, expected) => {
		const field = [{ target: 'property', from: 'reset_password_url', to: 'link', kind: 'text' }];
		const event = sample('transactional-reset_password_instruction');
		await track([{ ...event, payload: { ...event.payload, reset_password_url: url } }], {
			extraFields: { field },
		});
		expect((sent()[0].events![0].properties as IDataObject).link).toBe(expected);
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
