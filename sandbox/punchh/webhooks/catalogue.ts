/**
 * Every transactional notification that Punchh documents, with the sample that gives its body. A
 * sample of another kind stands for those whose own page gives no body.
 */
export const TRANSACTIONAL_KINDS = {
	business_migration_notification: 'transactional-confirmation_email',
	bumped_membership_level: 'transactional-pos_scanner_checkin',
	card_completion: 'transactional-pos_scanner_checkin',
	checkin_retry_fail: 'transactional-pending_checkin',
	checkin_retry_success: 'transactional-pending_checkin',
	checkin_void: 'transactional-checkin_void',
	confirmation_email: 'transactional-confirmation_email',
	coupon_expiry_reminder: 'transactional-reward_expiry_reminder',
	currency_expiry_reminder: 'transactional-visit_expiry_reminder',
	eclub_registration: 'transactional-confirmation_email',
	feedback_reply: 'transactional-feedback_reply',
	game_reward_notification: 'transactional-reward_notification',
	gift_card_auto_reload: 'transactional-gift_card_auto_reload',
	gift_card_auto_reload_disabled: 'transactional-gift_card_auto_reload_enabled.inferred',
	gift_card_auto_reload_enabled: 'transactional-gift_card_auto_reload_enabled.inferred',
	gift_card_auto_reload_payment_error: 'transactional-gift_card_auto_reload',
	gift_card_gifted: 'transactional-gift_card_reloaded',
	gift_card_post_payment_error: 'transactional-gift_card_reloaded',
	gift_card_pre_auto_reload_reminder: 'transactional-gift_card_auto_reload',
	gift_card_purchased: 'transactional-gift_card_reloaded',
	gift_card_received: 'transactional-gift_card_reloaded',
	gift_card_redeemed: 'transactional-gift_card_reloaded',
	gift_card_reloaded: 'transactional-gift_card_reloaded',
	gift_card_shared: 'transactional-gift_card_reloaded',
	gift_card_sharing_revoked: 'transactional-gift_card_reloaded',
	gift_card_transferred: 'transactional-gift_card_reloaded',
	invalid_receipt: 'transactional-pending_checkin',
	invitation_accepted: 'transactional-loyalty_transfer',
	invitation_revoked: 'transactional-loyalty_transfer',
	login_from_new_device: 'transactional-login_from_new_device',
	loyalty_transfer: 'transactional-loyalty_transfer',
	migration_verification: 'transactional-confirmation_email',
	payment_card_expired: 'transactional-payment_card_expiry_reminder',
	payment_card_expiry_reminder: 'transactional-payment_card_expiry_reminder',
	payment_refunded: 'transactional-pos_scanner_checkin',
	pending_checkin: 'transactional-pending_checkin',
	points_expiry: 'transactional-points_expiry_reminder.inferred',
	points_expiry_reminder: 'transactional-points_expiry_reminder.inferred',
	points_to_reward: 'transactional-points_to_reward',
	pos_scanner_checkin: 'transactional-pos_scanner_checkin',
	redeemable_unlocked: 'transactional-reward_notification',
	redemption_applied: 'transactional-reward_notification',
	reset_passcode_instruction: 'transactional-reset_password_instruction',
	reset_password_instruction: 'transactional-reset_password_instruction',
	reward_expiry_reminder: 'transactional-reward_expiry_reminder',
	reward_notification: 'transactional-reward_notification',
	update_checkin: 'transactional-pending_checkin',
	user_signup: 'transactional-confirmation_email',
	visit_expiry_reminder: 'transactional-visit_expiry_reminder',
	wifi_registration: 'transactional-confirmation_email',
} as const;

/** The same for marketing notifications. */
export const MARKETING_KINDS = {
	anniversary_campaign: 'marketing-anniversary_campaign.inferred',
	challenge_campaign: 'marketing-recall_campaign',
	compression_campaign: 'marketing-recall_campaign',
	coupon_campaign: 'marketing-coupon_campaign.inferred',
	post_checkin_campaign: 'marketing-post_checkin_campaign-notification',
	post_payment_campaign: 'marketing-recall_campaign',
	profile_update_campaign: 'marketing-profile_update_campaign',
	recall_campaign: 'marketing-recall_campaign',
	referral_campaign: 'marketing-referral_campaign.inferred',
	signup_campaign: 'marketing-signup_campaign.inferred',
	social_cause_campaign: 'marketing-recall_campaign',
} as const;

/** What a webhook can be told to send: a box under "Events" in Punchh's Webhooks Manager. */
export interface EventChoice {
	label: string;
	eventName: string;
	/** Any kind of the family when absent. */
	eventType?: string;
	/** The sample that gives a body. */
	sample: string;
}

/** The choices that stand for a whole family, or for one of the two halves of the check-ins. */
const FAMILIES = {
	guest: { label: 'Guest', eventName: 'users', sample: 'guest-update-profile' },
	loyalty_checkin: {
		label: 'Loyalty Check-In',
		eventName: 'checkins',
		eventType: 'loyalty',
		sample: 'checkin-loyalty-create-barcode',
	},
	gift_checkin: {
		label: 'Gift Check-In',
		eventName: 'checkins',
		eventType: 'gift',
		sample: 'checkin-gift-admin',
	},
	redemption: {
		label: 'Redemption',
		eventName: 'redemptions',
		sample: 'redemption-points-redeemable',
	},
	reward: { label: 'Reward', eventName: 'rewards', sample: 'reward-signup-campaign' },
	transactional_notification: {
		label: 'Transactional Notification',
		eventName: 'transactional_notifications',
		sample: 'transactional-reward_notification',
	},
	marketing_notification: {
		label: 'Marketing Notification',
		eventName: 'marketing_notifications',
		sample: 'marketing-recall_campaign',
	},
	coupon_issuance: {
		label: 'Coupon Issuance',
		eventName: 'coupons',
		sample: 'other/coupon-issuance',
	},
	coupon_redemption: {
		label: 'Coupon Redemption',
		eventName: 'user_coupon_redemptions',
		sample: 'other/coupon-redemption.inferred',
	},
	user_subscription: {
		label: 'User Subscription',
		eventName: 'user_subscriptions',
		sample: 'other/user-subscription.inferred',
	},
	redeemable: { label: 'Redeemable', eventName: 'redeemables', sample: 'other/redeemable' },
} as const;

/** The name of a choice: a family, or a family with one kind of notification. */
export type WebhookEvent =
	| keyof typeof FAMILIES
	| `transactional_notification:${keyof typeof TRANSACTIONAL_KINDS}`
	| `marketing_notification:${keyof typeof MARKETING_KINDS}`;

/** Words that are not simply written with a capital. */
const WORDS: Record<string, string> = {
	checkin: 'Check-In',
	eclub: 'eClub',
	pos: 'POS',
	to: 'to',
	wifi: 'WiFi',
};

/** Every choice by its name. */
export const EVENT_CHOICES = {
	...FAMILIES,
	...kindsOf('transactional_notification', TRANSACTIONAL_KINDS),
	...kindsOf('marketing_notification', MARKETING_KINDS),
} as Record<WebhookEvent, EventChoice>;

/** Names by what stands in the envelope. */
const LABELS = new Map(
	Object.values(EVENT_CHOICES).map(({ eventName, eventType = '', label }) => [
		`${eventName} ${eventType}`,
		label,
	]),
);

/** What a person calls an event; the words of the envelope when Punchh's pages do not name it. */
export function labelOf(eventName: string, eventType: string): string {
	const name = eventName.trim();
	const wire = [name, eventType].filter(Boolean).join(' · ');
	return LABELS.get(`${name} ${eventType}`) ?? LABELS.get(`${name} `) ?? wire;
}

/** Whether one of the choices covers an event; a space before its name changes nothing. */
export function isSelected(
	choices: WebhookEvent[],
	event: { event_name: string; event_type: string },
): boolean {
	const name = event.event_name.trim();
	return choices.some((choice) => {
		const { eventName, eventType } = EVENT_CHOICES[choice];
		return eventName === name && (eventType === undefined || eventType === event.event_type);
	});
}

/** `pending_checkin` is "Pending Check-In". */
function nameOfKind(kind: string): string {
	const words = kind.split('_').map((word) => WORDS[word] ?? word[0].toUpperCase() + word.slice(1));
	return words.join(' ');
}

function kindsOf(
	family: 'transactional_notification' | 'marketing_notification',
	kinds: Record<string, string>,
): Record<string, EventChoice> {
	const { label, eventName } = FAMILIES[family];
	return Object.fromEntries(
		Object.entries(kinds).map(([kind, sample]) => [
			`${family}:${kind}`,
			{ label: `${label}: ${nameOfKind(kind)}`, eventName, eventType: kind, sample },
		]),
	);
}
