import type { PunchhState } from '../state';
import type { Checkin, Guest, Redemption, Reward } from '../types';
import { send } from './envelope';
import { guestUpdated } from './guests';
import { nestedUser } from './people';

/** The keys of a check-in that the notifications about it have; three more are theirs alone. */
const NOTIFIED =
	'approved bar_code channel checkin_id checkin_type created_at earnable_amount expired_at expiring_on external_uid first_punchh_at_business first_punchh_at_location location_id location_name manual pending_refresh points_earned points_spent punchh_key qr_decoded receipt_amount receipt_date refreshed_at reviewer_id status store_number transaction_no unverified_receipt_amount updated_at'.split(
		' ',
	);

/** What a reply to a guest says of the gifts that come with it. */
export interface Reply {
	message: string;
	rewardAmount: number;
	giftCount: number | null;
	reward?: Reward;
}

/** A check-in that is new or changed, loyalty or gift. */
export function checkinSent(
	state: PunchhState,
	guest: Guest,
	checkin: Checkin,
	action: 'create' | 'update',
): void {
	const payload = { ...checkin, user: nestedUser(guest) };
	send(state, { family: 'checkins', type: checkin.status, action, payload });
	balanceChanged(state, guest);
}

/** A check-in at a till or online is complete. The points are text with a currency sign. */
export function checkinNotified(state: PunchhState, guest: Guest, checkin: Checkin): void {
	notify(state, guest, 'pos_scanner_checkin', { points: `$${checkin.points_earned}` });
}

/** A check-in waits for its receipt-update window, or is void. */
export function checkinHeld(
	state: PunchhState,
	guest: Guest,
	checkin: Checkin,
	type: 'pending_checkin' | 'checkin_void',
): void {
	const amounts =
		type === 'checkin_void'
			? { before_update_amount: checkin.receipt_amount, after_update_amount: 0 }
			: { before_update_amount: null, after_update_amount: null };
	const keys = NOTIFIED.map((key) => [key, checkin[key]]);
	notify(state, guest, type, { ...Object.fromEntries(keys), ...amounts, errors: '' });
}

/** A reward is in the account. */
export function rewardSent(state: PunchhState, guest: Guest, reward: Reward): void {
	const payload = { ...reward, user: nestedUser(guest) };
	send(state, { family: 'rewards', action: 'create', payload });
}

/** A redemption is made. Its event has the times beside the payload as well. */
export function redemptionSent(state: PunchhState, guest: Guest, redemption: Redemption): void {
	const { created_at, updated_at } = redemption;
	const payload = { ...redemption, user: nestedUser(guest) };
	const extra = { updated_at, created_at };
	send(state, { family: 'redemptions', action: 'create', payload, extra });
	balanceChanged(state, guest);
}

/** Staff has written to the guest. */
export function replySent(state: PunchhState, guest: Guest, reply: Reply): void {
	const { message, rewardAmount, giftCount, reward } = reply;
	notify(state, guest, 'feedback_reply', {
		reply_text: message,
		phone_message: message,
		free_reward_amount: money(rewardAmount),
		gift_count: giftCount,
		redeemable_name: reward?.name ?? null,
		redeemable_points: null,
		redeemable_discount_amount: reward === undefined ? null : money(reward.discount_amount),
		reward_id: reward?.reward_id ?? null,
	});
}

function notify(state: PunchhState, guest: Guest, type: string, values: Record<string, unknown>) {
	const payload = { ...values, user: nestedUser(guest) };
	send(state, { family: 'transactional_notifications', type, action: 'create', payload });
}

function balanceChanged(state: PunchhState, guest: Guest): void {
	if (state.knobs.guestUpdateOnBalance) guestUpdated(state, guest, ['last_activity_at']);
}

function money(amount: number): string {
	return `$${amount.toFixed(2)}`;
}
