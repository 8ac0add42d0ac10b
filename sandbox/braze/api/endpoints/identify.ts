import { z } from 'zod';

import { onlyOne, type Priority } from '../profiles/find';
import { absorb, shareALabel } from '../profiles/merge';
import type { Profile } from '../profiles/profile';
import type { BrazeState } from '../state';
import { INVENTED } from '../wordings';
import { success, type Answer } from './endpoint';
import { alias, email, list, prioritization, text } from './inputs';

/** The body of /users/identify: at least one of the three lists. */
export const IDENTIFY = z
	.object({
		aliases_to_identify: list(z.object({ external_id: text, user_alias: alias })).optional(),
		emails_to_identify: list(z.object({ external_id: text, email, prioritization })).optional(),
		phone_numbers_to_identify: list(
			z.object({ external_id: text, phone: text, prioritization }),
		).optional(),
		merge_behavior: z.enum(['none', 'merge']).default('merge'),
	})
	.refine(
		({ aliases_to_identify: a, emails_to_identify: e, phone_numbers_to_identify: p }) =>
			a ?? e ?? p,
		INVENTED.required('aliases_to_identify'),
	);

/**
 * Counts what was sent, not what was found: that nobody was meant is not told. All three lists
 * count as `aliases_processed`. (Braze: identify users endpoint)
 */
export function identify(state: BrazeState, input: z.output<typeof IDENTIFY>): Answer {
	const {
		aliases_to_identify: aliases = [],
		emails_to_identify: emails = [],
		phone_numbers_to_identify: phones = [],
		merge_behavior: behavior,
	} = input;
	const withData = behavior === 'merge';
	for (const { external_id: id, user_alias: given } of aliases) {
		identifyOne(state, state.store.byAlias(given), id, withData);
	}
	for (const { external_id: id, email: address, prioritization: order } of emails) {
		identifyByContact(state, state.store.byContact('email', address), id, order, withData);
	}
	for (const { external_id: id, phone, prioritization: order } of phones) {
		identifyByContact(state, state.store.byContact('phone', phone), id, order, withData);
	}
	return success({ aliases_processed: aliases.length + emails.length + phones.length });
}

/** Nothing happens when one of the matches has the external ID already. */
function identifyByContact(
	state: BrazeState,
	matches: Profile[],
	externalId: string,
	order: Priority[],
	withData: boolean,
): void {
	if (matches.some(({ external_id: id }) => id === externalId)) return;
	identifyOne(state, onlyOne(matches, order), externalId, withData);
}

function identifyOne(
	state: BrazeState,
	unidentified: Profile | undefined,
	externalId: string,
	withData: boolean,
): void {
	if (unidentified === undefined || unidentified.external_id !== undefined) return;
	const identified = state.store.byExternalId(externalId);
	if (identified === undefined) state.store.setExternalId(unidentified, externalId);
	else if (!shareALabel(identified, unidentified)) {
		absorb(state.store, identified, unidentified, withData);
	}
}
