import { ADMIN_ID, CHALLENGE_CAMPAIGNS } from '../seed';
import { isBlank, numeric, Refusal, refuse, text, type Parameters } from './call';
import { checkinSent, replySent, rewardSent } from './effects/loyalty';
import { ERRORS } from './errors';
import { INVENTED } from './invented';
import { guestOfId, locationOfId, redeemableOfId } from './lookup';
import { endOfReward, newCheckin, newReward } from './records';
import type { PunchhState } from './state';
import type { Guest, Reward } from './types';

const DEFAULT_REASON = 'Support Activity';

/** The gifts of a call, read and checked; undefined where there is none. */
interface Gifts {
	points?: number;
	money?: number;
	fuel?: number;
	hasReward: boolean;
}

/** How many gifts a call may have, and what it may be for; see the three calls below. */
type Check = (params: Parameters, gifts: number) => void;

/**
 * A message and any number of gifts at once.
 *
 * @throws Refusal 400, 404, or 422 when there is neither, or the campaign or an amount is wrong
 */
export function sendMessage(state: PunchhState, params: Parameters): object {
	return give(state, params, (_params, gifts) => {
		const { message, challenge_campaign_id: campaign } = params;
		if (!isBlank(campaign) && !isRunning(campaign)) throw new Refusal(ERRORS.wrongCampaign);
		if (isBlank(message) && isBlank(campaign) && gifts === 0) throw new Refusal(ERRORS.noPurpose);
	});
}

/** One gift, or a message alone. @throws Refusal as sendMessage, and 422 for several gifts */
export function giveOne(state: PunchhState, params: Parameters): object {
	return give(state, params, ({ message }, gifts) => {
		if (gifts > 1) throw new Refusal(ERRORS.severalGifts);
		if (isBlank(message) && gifts === 0) throw new Refusal(ERRORS.noPurpose);
	});
}

/** One gift, in the background. @throws Refusal as giveOne, and 422 when it is switched off */
export function giveLater(state: PunchhState, params: Parameters): object {
	if (!state.knobs.supportGifting) throw new Refusal(ERRORS.giftingOff);
	return give(state, params, (_params, gifts) => {
		if (gifts === 0) throw new Refusal(ERRORS.noGift);
		if (gifts > 1) throw new Refusal(ERRORS.severalGifts);
	});
}

/** Checks everything before anything is given: a refused call gives nothing. */
function give(state: PunchhState, params: Parameters, check: Check): object {
	const guest = guestOfId(state, params);
	const gifts = readGifts(params);
	const { points, money, fuel, hasReward } = gifts;
	check(params, [points, money, fuel].filter(isGiven).length + Number(hasReward));
	locationOfId(state, params.location_id);
	if (hasReward) redeemableOfId(state, params.redeemable_id);
	state.later(() => deliver(state, guest, gifts, params));
	return {};
}

/** Each gift sends its event, and a message a notification that names the gifts. */
function deliver(state: PunchhState, guest: Guest, gifts: Gifts, params: Parameters): void {
	// All that comes with one message is given for that message.
	const replyId = state.nextId();
	if (gifts.points !== undefined) givePoints(state, guest, gifts.points, replyId, params);
	guest.balance.banked += gifts.money ?? 0;
	const reward = gifts.hasReward ? giveReward(state, guest, replyId, params) : undefined;
	if (isBlank(params.message)) return;
	replySent(state, guest, {
		message: text(params.message),
		rewardAmount: gifts.money ?? 0,
		giftCount: gifts.points ?? null,
		reward,
	});
}

function givePoints(
	state: PunchhState,
	guest: Guest,
	points: number,
	replyId: number,
	params: Parameters,
): void {
	const location = locationOfId(state, params.location_id);
	const checkin = newCheckin(state, guest, location, {
		status: 'gift',
		points_earned: points,
		gifted_for_id: replyId,
		gifted_for_type: 'FeedbackReply',
		gifted_by_id: ADMIN_ID,
		gifted_by_type: 'Admin',
		gift_reason: reasonOf(params),
	});
	guest.balance.credits += points;
	checkinSent(state, guest, checkin, 'create');
}

function giveReward(state: PunchhState, guest: Guest, replyId: number, params: Parameters): Reward {
	const offer = redeemableOfId(state, params.redeemable_id);
	const reward = newReward(state, guest, offer, {
		expiresAt: endOfReward(state, offer, params.end_date),
		gifted_for_id: replyId,
		gifted_for_type: 'FeedbackReply',
		gift_reason: reasonOf(params),
	});
	rewardSent(state, guest, reward);
	return reward;
}

function readGifts(params: Parameters): Gifts {
	return {
		points: amountOf(params, 'gift_count'),
		money: amountOf(params, 'reward_amount'),
		fuel: amountOf(params, 'fuel_amount'),
		hasReward: !isBlank(params.redeemable_id),
	};
}

/** @throws Refusal 422 when what is given is no number above 0 */
function amountOf(params: Parameters, name: string): number | undefined {
	if (isBlank(params[name])) return undefined;
	const amount = numeric(params[name]);
	return amount !== undefined && amount > 0 && amount < 1e9
		? amount
		: refuse(INVENTED.notANumber(name));
}

function isGiven(amount: number | undefined): boolean {
	return amount !== undefined;
}

function isRunning(campaign: unknown): boolean {
	return CHALLENGE_CAMPAIGNS.some(({ id }) => String(id) === text(campaign));
}

function reasonOf({ gift_reason: reason }: Parameters): string {
	return isBlank(reason) ? DEFAULT_REASON : text(reason);
}
