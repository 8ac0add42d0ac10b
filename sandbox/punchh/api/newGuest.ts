import { randomBytes } from 'node:crypto';

import { GUEST_PASSWORD } from '../seed';
import type { Guest } from './types';

/** A guest to be put in; all but the e-mail may be left out. */
export type NewGuest = { email: string } & Partial<
	Omit<Guest, 'checkins' | 'rewards' | 'redemptions' | 'favourites' | 'devices'>
>;

/** A guest who has done nothing yet, with fresh tokens. @param now ISO time */
export function newGuest(given: NewGuest & Pick<Guest, 'user_id'>, now: string): Guest {
	return {
		phone: '',
		first_name: '',
		last_name: '',
		password: GUEST_PASSWORD,
		birthday: null,
		external_source: null,
		external_source_id: null,
		access_token: newToken(24),
		authentication_token: newToken(12),
		created_at: now,
		updated_at: now,
		last_activity_at: now,
		user_status: 'active',
		unsubscribed: false,
		unsubscribe_reason: null,
		signup_channel: 'MobileEmail',
		guest_type: 'Loyalty',
		gift_cards: 0,
		sign_in_count: 1,
		balance: { credits: 0, debits: 0, pending: 0, visits: 0, banked: 0, last_visit: null },
		...given,
		fields: { ...given.fields },
		favourites: [],
		devices: [],
		checkins: [],
		rewards: [],
		redemptions: [],
	};
}

/** A token that nobody has yet. */
export function newToken(bytes: number): string {
	return randomBytes(bytes).toString('hex');
}
