import { isBlank, Refusal, text, type Parameters } from './call';
import { banDevices, unbanDevices } from './devices';
import { guestDeleted, guestUpdated } from './effects/guests';
import { ERRORS } from './errors';
import { differing } from './guests';
import { INVENTED, INVENTED_TEXTS } from './invented';
import { demand, guestOfId } from './lookup';
import type { PunchhState } from './state';
import type { Guest } from './types';

/** What a deletion with each reason does; without one, only the e-mail goes. */
const REASONS: Record<string, (state: PunchhState, guest: Guest) => void> = {
	delete_general: remove,
	delete_test_data: remove,
	anonymize_forget_me: anonymize,
	anonymize_inactivity: anonymize,
};

export const MARKED_FOR_DELETION = {
	message: 'Guest marked for deletion. Data will be automatically deleted within 7 days.',
};

/** Bans a guest. @throws Refusal 400 or 404 */
export function ban(state: PunchhState, params: Parameters): object {
	const guest = guestOfId(state, params);
	demand(params, ['reason']);
	banDevices(state, guest, params);
	const unsubscribe_reason = `Banned by Admin (${text(params.reason)})`;
	setStatus(state, guest, { user_status: 'banned', unsubscribed: true, unsubscribe_reason });
	return {};
}

/** Lifts a ban. @throws Refusal 400 or 404 */
export function unban(state: PunchhState, params: Parameters): object {
	const guest = guestOfId(state, params);
	unbanDevices(state, guest);
	if (guest.user_status === 'banned') {
		setStatus(state, guest, {
			user_status: 'active',
			unsubscribed: false,
			unsubscribe_reason: null,
		});
	}
	return {};
}

/** In front of the e-mail of a guest who is deactivated. */
export const DEACTIVATED = 'deactivated-';

/**
 * Renames the guest's e-mail, so that it is free for a new account, and unsubscribes the guest.
 * (Punchh help centre: banning and deactivating a guest)
 *
 * @throws Refusal 400 or 404, or 422 when an account with this e-mail was deactivated before
 */
export function deactivate(state: PunchhState, params: Parameters): object {
	const guest = guestOfId(state, params);
	if (guest.user_status === 'deactivated') return {};
	const email = guest.email === '' ? '' : `${DEACTIVATED}${guest.email}`;
	if (state.findByEmail(email) !== undefined) throw new Refusal(INVENTED.notDeactivated);
	setStatus(state, guest, { user_status: 'deactivated', email, unsubscribed: true });
	return {};
}

/**
 * Gives the guest the e-mail back, unless somebody else has it by now. No page says whether the
 * guest is subscribed again; here nobody is without asking for it.
 *
 * @throws Refusal 400 or 404; a guest who is active already is no error
 */
export function reactivate(state: PunchhState, params: Parameters): object {
	const guest = guestOfId(state, params);
	const before = guest.email.startsWith(DEACTIVATED)
		? guest.email.slice(DEACTIVATED.length)
		: guest.email;
	const isFree = [undefined, guest].includes(state.findByEmail(before));
	setStatus(state, guest, { user_status: 'active', email: isFree ? before : guest.email });
	return {};
}

/**
 * Deletes a guest for an admin, in the background.
 *
 * @throws Refusal 400, 404, or 422 when the guest has gift cards or is not deactivated: the same
 *   sentence for both
 */
export function deleteGuest(state: PunchhState, params: Parameters): object {
	const guest = guestOfId(state, params);
	const { reason } = params;
	if (!isBlank(reason) && !Object.hasOwn(REASONS, text(reason))) {
		throw new Refusal(INVENTED.unknownReason);
	}
	const isActive = guest.user_status !== 'deactivated';
	if (guest.gift_cards > 0 || (isActive && state.knobs.deleteActiveGuest === 'refused')) {
		throw new Refusal(ERRORS.giftCards);
	}
	state.later(() => (isBlank(reason) ? archive : REASONS[text(reason)])(state, guest));
	return MARKED_FOR_DELETION;
}

/** Deletes the account of the guest who asks for it, in the background. @throws Refusal 422 */
export function deleteOwnAccount(state: PunchhState, guest: Guest): object {
	if (state.knobs.ownDeletion === 'notConfigured') throw new Refusal(ERRORS.ownDeletionOff);
	if (guest.gift_cards > 0) throw new Refusal(ERRORS.ownGiftCards);
	// An account that is marked already answers as one with a wrong token does.
	state.guestBook.change(guest, { access_token: '' });
	state.later(() => remove(state, guest));
	return MARKED_FOR_DELETION;
}

/** Sends the event of a changed status, when it is one. */
function setStatus(state: PunchhState, guest: Guest, changes: Partial<Guest>): void {
	if (guest.user_status === changes.user_status) return;
	const names = differing(guest, changes);
	state.guestBook.change(guest, { ...changes, updated_at: state.timestamp() });
	guestUpdated(state, guest, names);
}

function remove(state: PunchhState, guest: Guest): void {
	state.guestBook.remove(guest);
	state.memberBook.removeGuest(guest.user_id);
	guestDeleted(state, guest);
}

/** All that tells who it was goes; what was bought stays. No event: the guest counts as archived. */
function anonymize(state: PunchhState, guest: Guest): void {
	archive(state, guest);
	guest.fields = {};
	guest.favourites = [];
	state.guestBook.change(guest, {
		first_name: '',
		last_name: '',
		phone: '',
		birthday: null,
		external_source: null,
		external_source_id: null,
	});
}

function archive(state: PunchhState, guest: Guest): void {
	const email = INVENTED_TEXTS.archivedEmail(guest.user_id);
	state.guestBook.change(guest, { email, user_status: 'archived' });
}
