import { isBlank, isObject, numeric, Refusal, refuse, text, type Parameters } from './call';
import { redemptionSent } from './effects/loyalty';
import { INVENTED } from './invented';
import { demand, guestOfId } from './lookup';
import { newRedemption } from './records';
import type { PunchhState } from './state';
import type { Guest, Redemption } from './types';

/**
 * Redeems a reward, or points, on behalf of a guest.
 *
 * @throws Refusal 400 or 404, or 422 when the guest has not enough points
 */
export function forceRedeem(state: PunchhState, params: Parameters): object {
	const guest = guestOfId(state, params);
	demand(params, ['redemption']);
	const wanted = isObject(params.redemption) ? params.redemption : {};
	const message = isBlank(wanted.force_message) ? null : text(wanted.force_message);
	const redemption = isBlank(wanted.reward_id)
		? redeemPoints(state, guest, wanted, message)
		: redeemReward(state, guest, wanted, message);
	redemptionSent(state, guest, redemption);
	return { ...answer(redemption), location_id: redemption.location_id };
}

/** The redemption that a code stands for. @throws Refusal 400 or 404 */
export function findRedemption(state: PunchhState, params: Parameters): object {
	demand(params, ['redemption_code']);
	const found = state.redemptionsByCode.get(text(params.redemption_code));
	if (found === undefined) return refuse(INVENTED.unknownCode);
	const { first_name, last_name, email, fields } = found.guest;
	const avatar_remote_url = fields.avatar_remote_url ?? null;
	return { ...answer(found.redemption), user: { first_name, last_name, email, avatar_remote_url } };
}

/** The discounts of one receipt. No till reports to the sandbox, so there never are any. */
export function discountsOfReceipt(_state: PunchhState, params: Parameters): object {
	demand(params, ['transaction_no']);
	return { transaction_no: text(params.transaction_no), discounts_applied: null };
}

function redeemReward(
	state: PunchhState,
	guest: Guest,
	wanted: Parameters,
	force_message: string | null,
): Redemption {
	const reward = guest.rewards.find(
		({ reward_id: id, status }) => String(id) === text(wanted.reward_id) && status === 'unredeemed',
	);
	if (reward === undefined) return refuse(INVENTED.unknownReward);
	const redemption = newRedemption(state, guest, {
		redemption_status: 'force_redeemed',
		redemption_type: 'RewardRedemption',
		reward_id: reward.reward_id,
		redeemable_id: reward.redeemable_id,
		redeemable_name: reward.name,
		force_message,
	});
	const { redemption_id, updated_at } = redemption;
	Object.assign(reward, { status: 'redeemed', redemption_id, updated_at });
	return redemption;
}

function redeemPoints(
	state: PunchhState,
	guest: Guest,
	wanted: Parameters,
	force_message: string | null,
): Redemption {
	demand(wanted, ['requested_punches']);
	const points = numeric(wanted.requested_punches);
	if (points === undefined || points <= 0)
		throw new Refusal(INVENTED.notANumber('requested_punches'));
	const { balance } = guest;
	if (points > balance.credits - balance.debits) throw new Refusal(INVENTED.tooFewPoints);
	balance.debits += points;
	return newRedemption(state, guest, {
		redemption_status: 'force_redeemed',
		redemption_type: isOnFuel(wanted) ? 'FuelRewardRedemption' : 'UnbankedPointRedemption',
		redeemed_points: points,
		points_requested: points,
		force_message,
	});
}

function isOnFuel({ fuel_redemption: fuel }: Parameters): boolean {
	return text(fuel) === 'true';
}

/** A redemption as the API shows it: other names than in webhooks. */
function answer(redemption: Redemption): object {
	return {
		redemption_status: redemption.redemption_status,
		created_at: redemption.created_at,
		redeemable_id: redemption.redeemable_id,
		redemption_image_url: null,
		redemption_message: redemption.force_message ?? '',
		updated_at: redemption.updated_at,
		redemption_id: redemption.redemption_id,
		redemption_tracking_code: redemption.internal_tracking_code,
		expiring_at: redemption.expiring_on,
		redeemable_name: redemption.redeemable_name,
		redeemed_value: redemption.redeemed_points,
	};
}
