import type { PunchhState } from '../state';
import type { Guest } from '../types';
import { send } from './envelope';
import { guestPayload, nestedUser } from './people';

/** A sign-up sends the new guest, and the notification of it: flat, with the link to confirm. */
export function guestCreated(state: PunchhState, guest: Guest): void {
	send(state, { family: 'users', action: 'create', payload: guestPayload(state, guest, []) });
	if (guest.guest_type !== 'Loyalty') return;
	send(state, {
		family: 'transactional_notifications',
		type: 'user_signup',
		action: 'create',
		payload: {
			...nestedUser(guest),
			email_confirmation_url: `https://sandbox.example.com/confirm?c=${guest.user_id}`,
		},
	});
}

/** Fields whose names Punchh does not tell anybody. */
const UNNAMED = ['password', 'apn_token', 'gcm_token'];

/** A change of any kind, a ban and a deactivation included, is an update; not of the archived. */
export function guestUpdated(state: PunchhState, guest: Guest, changed: string[]): void {
	if (guest.user_status === 'archived') return;
	const names = [...changed.filter((name) => !UNNAMED.includes(name)), 'updated_at'];
	const payload = guestPayload(state, guest, names);
	send(state, { family: 'users', action: 'update', payload });
}

/** Deletions are sent only when the brand has switched that on. */
export function guestDeleted(state: PunchhState, guest: Guest): void {
	if (!state.knobs.guestDeleteEvents) return;
	send(state, { family: 'users', action: 'delete', payload: guestPayload(state, guest, []) });
}
