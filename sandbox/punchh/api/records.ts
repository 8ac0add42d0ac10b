import { BUSINESS, type Location, type Redeemable } from '../seed';
import { isoTime, type PunchhState } from './state';
import type { Checkin, Guest, Redemption, Reward } from './types';

/** Where the numbers of each kind begin; Punchh's are that large, some above 2^31. */
const FIRST_ID = {
	checkin: 41_200_000_000,
	reward: 31_300_000_000,
	redemption: 55_000_000,
	code: 90_000_000,
};

const DAY_MS = 86_400_000;
const CODE_MS = 2 * 3_600_000;
const POINTS_LAST_DAYS = 365;

/** What a new check-in has to say of its own. */
type CheckinValues = Pick<Checkin, 'status'> & Partial<Checkin>;

/** The documented keys of a check-in that mostly say nothing. */
const PLAIN_CHECKIN = {
	checkin_type: null,
	channel: null,
	points_earned: 0,
	visits_earned: 0,
	points_spent: 0,
	receipt_amount: 0,
	earnable_amount: 0,
	unverified_receipt_amount: null,
	receipt_number: null,
	receipt_date: null,
	transaction_no: null,
	external_uid: null,
	bar_code: null,
	qr_decoded: null,
	punchh_key: null,
	approved: true,
	verifications_count: 0,
	reviewer_id: null,
	manual: false,
	pending_refresh: false,
	refreshed_at: null,
	redemption_id: 0,
	expired_at: null,
	campaign_id: null,
	campaign_name: null,
	campaign_type: null,
	free_punchh_campaign_id: null,
	for_referring_user_id: null,
	for_referring_full_name: null,
	for_referring_checkin_id: null,
	gifted_for_id: null,
	gifted_for_type: null,
	gifted_by_id: null,
	gifted_by_type: null,
	gift_reason: null,
};

/** A check-in with every key of the documented payload (but the guest), kept with the guest. */
export function newCheckin(
	state: PunchhState,
	guest: Guest,
	location: Location | undefined,
	values: CheckinValues,
): Checkin {
	const now = state.timestamp();
	const checkin: Checkin = {
		checkin_id: state.nextId(FIRST_ID.checkin),
		user_id: guest.user_id,
		business_id: BUSINESS.id,
		business_uuid: BUSINESS.uuid,
		...placeOf(location),
		...PLAIN_CHECKIN,
		verified_at: now,
		first_punchh_at_business: guest.checkins.length === 0,
		first_punchh_at_location: isFirstAt(guest, location),
		expiring_on: isoTime(state.now() + POINTS_LAST_DAYS * DAY_MS).slice(0, 10),
		menu_items: [],
		...state.timestamps(),
		...values,
	};
	guest.checkins.push(checkin);
	return checkin;
}

/** A reward with every key of the documented payload (but the guest), kept with the guest. */
export function newReward(
	state: PunchhState,
	guest: Guest,
	offer: Redeemable,
	values: Partial<Reward> & { expiresAt: number },
): Reward {
	const { expiresAt, ...own } = values;
	const now = state.timestamp();
	const reward: Reward = {
		reward_id: state.nextId(FIRST_ID.reward),
		name: offer.name,
		description: offer.description,
		status: 'unredeemed',
		redeemable_id: offer.redeemable_id,
		redeemable_created_at: now,
		reward_points_redeemed: 0,
		discount_amount: offer.discount_amount,
		discount_channel: 'all',
		becomes_available_at: withOffset(state.now()),
		expiring_at: isoTime(expiresAt),
		expiring_at_tz: withOffset(expiresAt),
		gifted_for_id: null,
		gifted_for_type: null,
		gift_reason: null,
		campaign_id: null,
		campaign_name: null,
		campaign_type: null,
		meta_data: null,
		reward_properties: null,
		reward_image_url: offer.redeemable_image_url,
		store_numbers: [],
		franchisee_id: null,
		redemption_id: null,
		read_at: null,
		...state.timestamps(),
		...own,
	};
	guest.rewards.push(reward);
	return reward;
}

/** When a reward of an offer ends: after its days, or at an earlier date that the call names. */
export function endOfReward(state: PunchhState, offer: Redeemable, requested: unknown): number {
	const own = state.now() + offer.expiry_days * DAY_MS;
	const wanted = typeof requested === 'string' ? Date.parse(requested) : NaN;
	return Number.isNaN(wanted) ? own : Math.min(own, wanted);
}

/** A redemption with every key of the documented payload (but the guest), kept with the guest. */
export function newRedemption(
	state: PunchhState,
	guest: Guest,
	values: Pick<Redemption, 'redemption_status' | 'redemption_type'> & Partial<Redemption>,
): Redemption {
	const times = state.timestamps();
	const codeId = state.nextId(FIRST_ID.code);
	const code = String(1_000_000 + (codeId % 9_000_000));
	const redemption: Redemption = {
		redemption_id: state.nextId(FIRST_ID.redemption),
		redemption_code_id: codeId,
		redemption_code: redemptionCode(codeId, values.redeemable_id ?? null, times),
		redemption_code_pass: null,
		bar_code: code,
		internal_tracking_code: code,
		reward_id: null,
		redeemable_id: null,
		redeemable_name: null,
		redeemable_properties: null,
		redeemed_points: 0,
		points_requested: 0,
		channel: null,
		location_id: null,
		location_name: null,
		store_number: null,
		force_message: null,
		additional_properties: '{}',
		expiring_on: isoTime(state.now() + CODE_MS),
		expired_at: null,
		...times,
		...values,
	};
	guest.redemptions.push(redemption);
	state.redemptionsByCode.set(code, { guest, redemption });
	return redemption;
}

/** The code inside a redemption that no till has seen. */
function redemptionCode(id: number, redeemableId: number | null, times: object) {
	return {
		business_id: BUSINESS.id,
		business_uuid: BUSINESS.uuid,
		discount: null,
		employee_id: null,
		location_id: null,
		processed_at: null,
		receipt_amount: null,
		receipt_datetime: null,
		redeemable_id: redeemableId,
		redeemed_menu_items: [],
		redemption_code_id: id,
		status: 'processed',
		subtotal_amount: null,
		transaction_no: null,
		...times,
	};
}

function placeOf(location: Location | undefined) {
	return {
		location_id: location?.location_id ?? null,
		location_name: location?.name ?? null,
		store_number: location?.store_number ?? null,
	};
}

function isFirstAt({ checkins }: Guest, location: Location | undefined): boolean {
	return !checkins.some((checkin) => checkin.location_id === location?.location_id);
}

/** The same instant as local time of the brand, which is UTC-4 all year here. */
function withOffset(ms: number): string {
	return isoTime(ms - 4 * 3_600_000).replace('Z', '-04:00');
}
