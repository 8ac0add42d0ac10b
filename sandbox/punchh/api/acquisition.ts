import { isBlank, isObject, Refusal, refuse, text, type Parameters } from './call';
import { ERRORS } from './errors';
import { readProfile } from './fields';
import { changeGuest, enroll, isEmail } from './guests';
import { INVENTED_TEXTS } from './invented';
import { demand, locationOfId, locationOfStore } from './lookup';
import type { PunchhState } from './state';
import type { Guest } from './types';

/**
 * Takes a guest of the eClub, or updates one who is known.
 *
 * @throws Refusal 400 for what is missing, 404 for an unknown store, 422 for an unknown source
 */
export function uploadEclubGuest(state: PunchhState, params: Parameters): object {
	demand(params, ['store_number', 'user']);
	const user = userOf(params);
	if (isBlank(user.phone)) demand(user, ['email']);
	demand(user, ['first_name', 'last_name']);
	if (state.knobs.explicitOptIn) demand(user, ['marketing_email_subscription']);
	locationOfStore(state, params.store_number);
	const { source } = params;
	if (!isBlank(source) && !state.knobs.eclubSources.includes(text(source))) {
		throw new Refusal(ERRORS.invalidSource);
	}
	const known = findKnown(state, user);
	if (known === undefined) enroll(state, user, { guest_type: 'eClub', signup_channel: 'eClub' });
	else changeGuest(state, known, withoutIdentity(user));
	return {};
}

/** Enrols a guest over the WiFi of a store, in the background; one who is known is skipped. */
export function enrollByWifi(state: PunchhState, params: Parameters): object {
	const user = userOf(params);
	if (isBlank(user.phone)) demand(user, ['email']);
	if (isBlank(params.store_number)) locationOfId(state, params.location_id);
	else locationOfStore(state, params.store_number);
	if (findKnown(state, user) === undefined) {
		state.later(() => enroll(state, user, { guest_type: 'eClub', signup_channel: 'Wifi' }));
	}
	return {};
}

/** A guest who is known by the e-mail or, failing that, the phone. */
export function findKnown(state: PunchhState, { email, phone }: Parameters): Guest | undefined {
	return state.findByEmail(email) ?? state.findBy('phone', phone);
}

/** @throws Refusal 422 when the e-mail is malformed */
function userOf({ user: given }: Parameters): Parameters {
	const user = isObject(given) ? given : {};
	return isBlank(user.email) || isEmail(user.email)
		? user
		: refuse(ERRORS.fields({ email: [INVENTED_TEXTS.invalidEmail] }));
}

/** What an upload may change of a guest who is known: never whom the account belongs to. */
function withoutIdentity(user: Parameters) {
	const { first_name, last_name } = user;
	return { ...readProfile(user), guest: readProfile({ first_name, last_name }).guest };
}
