import type { Location, Redeemable } from '../seed';
import { isBlank, refuse, text, type Parameters } from './call';
import { ERRORS } from './errors';
import { INVENTED } from './invented';
import type { PunchhState } from './state';
import type { Guest } from './types';

/**
 * The guest of a call that names one by user_id, email or phone; the first that is given counts.
 *
 * @throws Refusal 400 when none is given, 404 when there is no such guest, 422 for a phone when
 *   numbers are not unique
 */
export function namedGuest(state: PunchhState, params: Parameters): Guest {
	const { user_id: id, email, phone } = params;
	if (!isBlank(id)) return state.findGuest(id) ?? refuse(ERRORS.userNotFound);
	if (!isBlank(email)) return state.findByEmail(email) ?? refuse(ERRORS.userNotFound);
	if (isBlank(phone)) return refuse(ERRORS.missing('user_id'));
	if (!state.knobs.phoneUniqueness) return refuse(ERRORS.phoneNotUnique);
	return state.findBy('phone', phone) ?? refuse(ERRORS.userNotFound);
}

/** The guest of a call that takes the user_id only. @throws Refusal 400 or 404 */
export function guestOfId(state: PunchhState, { user_id: id }: Parameters): Guest {
	if (isBlank(id)) return refuse(ERRORS.missing('user_id'));
	return state.findGuest(id) ?? refuse(ERRORS.userIdNotFound(text(id)));
}

/** @throws Refusal 400 for the first of the parameters that is missing */
export function demand(params: Parameters, names: readonly string[]): void {
	const missing = names.find((name) => isBlank(params[name]));
	if (missing !== undefined) refuse(ERRORS.missing(missing));
}

/** @throws Refusal 404 */
export function locationOfStore(state: PunchhState, store: unknown): Location {
	const found = state.locations.find((location) => location.store_number === text(store));
	return found ?? refuse(ERRORS.storeNotFound(text(store)));
}

/** The location of an ID, or the headquarters (the last one) when none is given. */
export function locationOfId(state: PunchhState, id: unknown): Location | undefined {
	if (isBlank(id)) return state.locations.at(-1);
	const found = state.locations.find((location) => String(location.location_id) === text(id));
	return found ?? refuse(INVENTED.unknownLocation);
}

/** @throws Refusal 422 */
export function redeemableOfId(state: PunchhState, id: unknown): Redeemable {
	const found = state.redeemables.find((offer) => String(offer.redeemable_id) === text(id));
	return found ?? refuse(INVENTED.unknownRedeemable);
}
