import type { PunchhEvent } from './events';

/** An event type whose events come in kinds that a user may want only some of. */
export type EventWithKinds = Extract<
	PunchhEvent,
	'transactional_notification' | 'marketing_notification' | 'other'
>;

/** The key of the envelope that names the kind. */
export const KIND_KEYS: Record<EventWithKinds, 'event_type' | 'event_name'> = {
	transactional_notification: 'event_type',
	marketing_notification: 'event_type',
	other: 'event_name',
};

/**
 * Every kind that PAR's Webhooks Manager pages name, as it stands on the wire, with what it is
 * called in the editor. Others come: they are entered as text.
 */
export const KINDS: Record<EventWithKinds, Record<string, string>> = {
	transactional_notification: {
		user_signup: 'User Signup',
		confirmation_email: 'Confirmation Email',
		reset_password_instruction: 'Reset Password Instruction',
		reset_passcode_instruction: 'Reset Passcode Instruction',
		eclub_registration: 'eClub Registration',
		wifi_registration: 'WiFi Registration',
		business_migration_notification: 'Business Migration Notification',
		migration_verification: 'Migration Verification',
		login_from_new_device: 'Login From New Device',
		pending_checkin: 'Pending Check-In',
		update_checkin: 'Update Check-In',
		checkin_void: 'Check-In Void',
		checkin_retry_success: 'Check-In Retry Success',
		checkin_retry_fail: 'Check-In Retry Fail',
		pos_scanner_checkin: 'POS Scanner Check-In',
		invalid_receipt: 'Invalid Receipt',
		points_to_reward: 'Points to Reward',
		bumped_membership_level: 'Bumped Membership Level',
		card_completion: 'Card Completion',
		redeemable_unlocked: 'Redeemable Unlocked',
		redemption_applied: 'Redemption Applied',
		reward_notification: 'Reward Notification',
		reward_expiry_reminder: 'Reward Expiry Reminder',
		visit_expiry_reminder: 'Visit Expiry Reminder',
		points_expiry_reminder: 'Points Expiry Reminder',
		currency_expiry_reminder: 'Currency Expiry Reminder',
		points_expiry: 'Points Expiry',
		coupon_expiry_reminder: 'Coupon Expiry Reminder',
		game_reward_notification: 'Game Reward Notification',
		feedback_reply: 'Feedback Reply',
		loyalty_transfer: 'Loyalty Transfer',
		invitation_accepted: 'Invitation Accepted',
		invitation_revoked: 'Invitation Revoked',
		payment_card_expired: 'Payment Card Expired',
		payment_card_expiry_reminder: 'Payment Card Expiry Reminder',
		payment_refunded: 'Payment Refunded',
		gift_card_purchased: 'Gift Card Purchased',
		gift_card_gifted: 'Gift Card Gifted',
		gift_card_received: 'Gift Card Received',
		gift_card_reloaded: 'Gift Card Reloaded',
		gift_card_redeemed: 'Gift Card Redeemed',
		gift_card_shared: 'Gift Card Shared',
		gift_card_sharing_revoked: 'Gift Card Sharing Revoked',
		gift_card_transferred: 'Gift Card Transferred',
		gift_card_post_payment_error: 'Gift Card Post Payment Error',
		gift_card_auto_reload: 'Gift Card Auto Reload',
		gift_card_auto_reload_enabled: 'Gift Card Auto Reload Enabled',
		gift_card_auto_reload_disabled: 'Gift Card Auto Reload Disabled',
		gift_card_auto_reload_payment_error: 'Gift Card Auto Reload Payment Error',
		gift_card_pre_auto_reload_reminder: 'Gift Card Pre Auto Reload Reminder',
	},
	marketing_notification: {
		anniversary_campaign: 'Anniversary Campaign',
		challenge_campaign: 'Challenge Campaign',
		compression_campaign: 'Compression Campaign',
		coupon_campaign: 'Coupon Campaign',
		post_checkin_campaign: 'Post Check-In Campaign',
		post_payment_campaign: 'Post Payment Campaign',
		profile_update_campaign: 'Profile Update Campaign',
		recall_campaign: 'Recall Campaign',
		referral_campaign: 'Referral Campaign',
		signup_campaign: 'Signup Campaign',
		social_cause_campaign: 'Social Cause Campaign',
	},
	other: {
		coupons: 'Coupon Issuance',
		user_coupon_redemptions: 'Coupon Redemption',
		redeemables: 'Redeemable',
		user_subscriptions: 'User Subscription',
	},
};
