import { FAMILIES } from '../../../../nodes/Punchh/events/families';
import { KINDS } from '../../../../nodes/Punchh/events/kinds';
import { Clock } from '../../../../sandbox/shared/clock';
import {
	EVENT_CHOICES,
	labelOf,
	MARKETING_KINDS,
	TRANSACTIONAL_KINDS,
	type EventChoice,
	type WebhookEvent,
} from '../../../../sandbox/punchh/webhooks/catalogue';
import { freshEventOf, freshEvents } from '../../../../sandbox/punchh/webhooks/events';
import { PunchhWebhooks } from '../../../../sandbox/punchh/webhooks/webhooks';
import { startScripted } from '../../scriptedReceiver';

/** Every kind of the reference, section 8. */
const TRANSACTIONAL = `user_signup confirmation_email reset_password_instruction
	reset_passcode_instruction eclub_registration wifi_registration business_migration_notification
	migration_verification login_from_new_device pending_checkin update_checkin checkin_void
	checkin_retry_success checkin_retry_fail pos_scanner_checkin invalid_receipt points_to_reward
	bumped_membership_level card_completion redeemable_unlocked redemption_applied
	reward_notification reward_expiry_reminder visit_expiry_reminder points_expiry_reminder
	currency_expiry_reminder points_expiry coupon_expiry_reminder game_reward_notification
	feedback_reply loyalty_transfer invitation_accepted invitation_revoked payment_card_expired
	payment_card_expiry_reminder payment_refunded gift_card_purchased gift_card_gifted
	gift_card_received gift_card_reloaded gift_card_redeemed gift_card_shared
	gift_card_sharing_revoked gift_card_transferred gift_card_post_payment_error
	gift_card_auto_reload gift_card_auto_reload_enabled gift_card_auto_reload_disabled
	gift_card_auto_reload_payment_error gift_card_pre_auto_reload_reminder`.split(/\s+/);

/** Section 9. */
const MARKETING = `anniversary_campaign challenge_campaign compression_campaign coupon_campaign
	post_checkin_campaign post_payment_campaign profile_update_campaign recall_campaign
	referral_campaign signup_campaign social_cause_campaign`.split(/\s+/);

const CHOICES = Object.keys(EVENT_CHOICES) as WebhookEvent[];

test('every documented kind can be selected', () => {
	expect(Object.keys(TRANSACTIONAL_KINDS).sort()).toEqual([...TRANSACTIONAL].sort());
	expect(Object.keys(MARKETING_KINDS).sort()).toEqual([...MARKETING].sort());
	expect(CHOICES).toHaveLength(11 + TRANSACTIONAL.length + MARKETING.length);
});

test.each<[WebhookEvent, string, string]>([
	['guest', 'users', ''],
	['loyalty_checkin', 'checkins', 'loyalty'],
	['gift_checkin', 'checkins', 'gift'],
	['redemption', 'redemptions', ''],
	['reward', 'rewards', ''],
	['coupon_issuance', 'coupons', ''],
	['coupon_redemption', 'user_coupon_redemptions', ''],
	['user_subscription', 'user_subscriptions', 'user_subscription_cancel'],
	['redeemable', 'redeemables', ''],
	['transactional_notification:pending_checkin', 'transactional_notifications', 'pending_checkin'],
	['marketing_notification:challenge_campaign', 'marketing_notifications', 'challenge_campaign'],
])('%s is %s %s', (choice, name, type) => {
	expect(freshEventOf(choice)).toMatchObject({ event_name: name, event_type: type });
});

test('what the page and the panel of the Punchh Trigger call an event is the same', () => {
	for (const [event, { name }] of Object.entries(FAMILIES)) {
		if (event === 'other') continue;
		expect([event, EVENT_CHOICES[event as WebhookEvent].label]).toEqual([event, name]);
	}
	for (const family of ['transactional_notification', 'marketing_notification'] as const) {
		const { label, eventName } = EVENT_CHOICES[family];
		for (const [kind, name] of Object.entries(KINDS[family])) {
			const choice = EVENT_CHOICES[`${family}:${kind}` as WebhookEvent] as EventChoice | undefined;
			expect([kind, choice?.label]).toEqual([kind, `${label}: ${name}`]);
			expect(labelOf(` ${eventName}`, kind)).toBe(`${label}: ${name}`);
		}
	}
	const others = Object.entries(KINDS.other);
	expect(others.map(([name]) => labelOf(name, ''))).toEqual(others.map(([, label]) => label));
	expect(labelOf('user_subscriptions', 'user_subscription_cancel')).toBe('User Subscription');
	expect(labelOf('news', 'of_tomorrow')).toBe('news · of_tomorrow');
});

test('a webhook gets what it selected, and nothing else', async () => {
	const receiver = await startScripted();
	const webhooks = new PunchhWebhooks(new Clock());
	const selections: WebhookEvent[][] = [
		...CHOICES.map((choice) => [choice]),
		['guest', 'marketing_notification:recall_campaign'],
		[],
	];
	for (const [index, events] of selections.entries()) {
		const [baseUrl, endPoint] = [receiver.origin, `/${index}`];
		await webhooks.register({ name: `${index}`, baseUrl, endPoint, events, active: true });
	}
	const events = CHOICES.map((choice) => freshEventOf(choice));
	events.forEach((event) => webhooks.publish(event));
	await webhooks.idle();

	const family = (choice: string) => choice.split(':')[0];
	const covers = (selected: string, choice: WebhookEvent) =>
		selected === choice ||
		(!selected.includes(':') && selected === family(choice)) ||
		// The event of a family is one of its kinds.
		(EVENT_CHOICES[selected as WebhookEvent].eventType !== undefined &&
			family(selected) === choice &&
			freshEventOf(choice).event_type === EVENT_CHOICES[selected as WebhookEvent].eventType);
	for (const [index, selection] of selections.entries()) {
		const got = receiver.received
			.filter(({ method, url }) => method === 'POST' && url === `/${index}`)
			.map(({ body }) => JSON.parse(body).content_id);
		const expected = CHOICES.filter((choice) => selection.some((one) => covers(one, choice)));
		const ids = expected.map((choice) => events[CHOICES.indexOf(choice)].content_id);
		expect([selection, got.sort()]).toEqual([selection, ids.sort()]);
	}
	webhooks.close();
	await receiver.close();
});

describe('many events', () => {
	test('have an ID each, and the shares of the mix', () => {
		const events = freshEvents(1_000, { guest: 3, 'marketing_notification:recall_campaign': 1 });
		expect(new Set(events.map((event) => event.content_id)).size).toBe(1_000);
		const guests = events.filter((event) => event.event_name === 'users').length;
		expect(guests).toBeGreaterThan(650);
		expect(guests).toBeLessThan(850);
	});

	test.each([{}, { guest: 0 }])('no kind in the mix: %j', (mix) => {
		expect(() => freshEvents(1, mix)).toThrow('No kind of event has a share in the mix');
	});
});
