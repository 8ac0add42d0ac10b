import { isBlank, isObject, numeric, Refusal, refuse, text, type Parameters } from './call';
import { checkinHeld, checkinNotified, checkinSent } from './effects/loyalty';
import { ERRORS } from './errors';
import { INVENTED } from './invented';
import { demand, locationOfStore, namedGuest } from './lookup';
import { newCheckin } from './records';
import type { PunchhState } from './state';
import type { Checkin, Guest } from './types';

const REQUIRED = [
	'transaction_no',
	'store_number',
	'menu_items',
	'subtotal_amount',
	'receipt_amount',
	'payable',
	'external_uid',
	'receipt_datetime',
] as const;

const STATES = ['committed', 'pending', 'void'] as const;
type State = (typeof STATES)[number];

/** What webhooks call a check-in of each channel of the API. */
const CHANNELS: Record<string, { channel: string; checkin_type: string }> = {
	online_order: { channel: 'OnlineOrder', checkin_type: 'OnlineCheckin' },
	web: { channel: 'Web', checkin_type: 'OnlineCheckin' },
	mobile: { channel: 'Mobile', checkin_type: 'OnlineCheckin' },
	chatbot: { channel: 'Chatbot', checkin_type: 'OnlineCheckin' },
	kiosk: { channel: 'Kiosk', checkin_type: 'OnlineCheckin' },
	dashboard: { channel: 'Dashboard', checkin_type: 'POSConsoleCheckin' },
	pos: { channel: 'POS', checkin_type: 'PosCheckin' },
};

/** The keys of a menu item; others are dropped. */
const ITEM_KEYS =
	'item_amount item_name item_qty menu_family menu_item_id menu_item_type menu_major_group serial_number'.split(
		' ',
	);

/**
 * Makes a loyalty check-in, or commits or voids the pending one with the same external_uid: that
 * ID guards against doing it twice.
 *
 * @throws Refusal 400 for what is missing, 404 for an unknown guest or store, 422 for wrong values
 */
export function checkIn(state: PunchhState, params: Parameters): object {
	const guest = namedGuest(state, params);
	demand(params, REQUIRED);
	const wanted = oneOf(STATES, params.state, 'state', 'committed');
	const known = state.checkinsByUid.get(text(params.external_uid));
	const checkin =
		known === undefined
			? create(state, guest, params, wanted)
			: repeat(state, guest, known, wanted);
	return answer(guest, checkin);
}

function create(state: PunchhState, guest: Guest, params: Parameters, wanted: State): Checkin {
	const location = locationOfStore(state, params.store_number);
	const channel = oneOf(Object.keys(CHANNELS), params.channel, 'channel', 'online_order');
	const [earnable, receipt] = ['subtotal_amount', 'receipt_amount'].map((name) =>
		amountOf(params, name),
	);
	if (wanted === 'void') throw new Refusal(INVENTED.nothingToVoid);
	const isPending = wanted === 'pending';
	const checkin = newCheckin(state, guest, location, {
		...CHANNELS[channel],
		status: 'loyalty',
		external_uid: text(params.external_uid),
		transaction_no: text(params.transaction_no),
		receipt_number: text(params.transaction_no),
		receipt_date: text(params.receipt_datetime),
		receipt_amount: receipt,
		earnable_amount: earnable,
		menu_items: menuItems(params.menu_items),
		points_earned: Math.floor(earnable),
		visits_earned: 1,
		approved: !isPending,
		pending_refresh: isPending,
	});
	state.checkinsByUid.set(text(params.external_uid), { guest, checkin });
	credit(state, guest, checkin);
	checkinSent(state, guest, checkin, 'create');
	if (isPending) checkinHeld(state, guest, checkin, 'pending_checkin');
	else checkinNotified(state, guest, checkin);
	return checkin;
}

/** What a call with a known external_uid does: end a pending check-in, or nothing. */
function repeat(
	state: PunchhState,
	guest: Guest,
	known: { guest: Guest; checkin: Checkin },
	wanted: State,
): Checkin {
	const { checkin } = known;
	const isOpen = checkin.pending_refresh && checkin.expired_at === null;
	if (known.guest !== guest) throw new Refusal(INVENTED.usedExternalUid);
	if (isOpen && wanted !== 'pending') return end(state, guest, checkin, wanted);
	if (state.knobs.repeatedExternalUid === 'refused') throw new Refusal(INVENTED.usedExternalUid);
	return checkin;
}

function end(state: PunchhState, guest: Guest, checkin: Checkin, wanted: State): Checkin {
	const now = state.timestamp();
	guest.balance.pending -= checkin.points_earned;
	if (wanted === 'void') {
		Object.assign(checkin, { expired_at: now, points_earned: 0, updated_at: now });
		guest.balance.visits -= 1;
	} else {
		const committed = { approved: true, pending_refresh: false, refreshed_at: now };
		Object.assign(checkin, committed, { updated_at: now });
		guest.balance.credits += checkin.points_earned;
	}
	checkinSent(state, guest, checkin, 'update');
	if (wanted === 'void') checkinHeld(state, guest, checkin, 'checkin_void');
	else checkinNotified(state, guest, checkin);
	return checkin;
}

function credit(state: PunchhState, guest: Guest, checkin: Checkin): void {
	const { balance } = guest;
	balance[checkin.pending_refresh ? 'pending' : 'credits'] += checkin.points_earned;
	balance.visits += 1;
	balance.last_visit = checkin.created_at;
	guest.last_activity_at = state.timestamp();
}

function answer(guest: Guest, checkin: Checkin): object {
	const { created_at, external_uid, checkin_id, pending_refresh, points_earned } = checkin;
	return {
		first_name: guest.first_name,
		last_name: guest.last_name,
		checkins: guest.balance.visits,
		points: guest.balance.credits - guest.balance.debits,
		checkin: {
			created_at,
			external_uid,
			checkin_id,
			pending_points: pending_refresh ? points_earned : 0,
			pending_refresh,
			points_earned: pending_refresh ? 0 : points_earned,
			bar_code: checkin.bar_code,
		},
	};
}

function oneOf<T extends string>(
	list: readonly T[],
	given: unknown,
	name: string,
	otherwise: T,
): T {
	if (isBlank(given)) return otherwise;
	return list.find((value) => value === text(given)) ?? refuse(INVENTED.notInList(name));
}

/** @throws Refusal 422 when it is no number from 0 on */
function amountOf(params: Parameters, name: string): number {
	const amount = numeric(params[name]);
	return amount !== undefined && amount >= 0 && amount < 1e9
		? amount
		: refuse(INVENTED.notANumber(name));
}

function menuItems(given: unknown): object[] {
	if (!Array.isArray(given)) return refuse(INVENTED.notInList('menu_items'));
	return given
		.filter(isObject)
		.map((item) => Object.fromEntries(ITEM_KEYS.map((key) => [key, item[key] ?? null])));
}

/** Takes a guest's feedback. @throws Refusal 400, 404, or 422 for a rating that is no number */
export function giveFeedback(state: PunchhState, params: Parameters): object {
	namedGuest(state, params);
	const { rating } = params;
	if (!isBlank(rating) && numeric(rating) === undefined) throw new Refusal(ERRORS.ratingNotNumber);
	return { feedback_id: state.nextId() };
}
