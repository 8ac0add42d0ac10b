import { z } from 'zod';

import { onlyOne, type Priority } from '../profiles/find';
import { absorb, shareALabel } from '../profiles/merge';
import type { Profile } from '../profiles/profile';
import type { BrazeState } from '../state';
import { INVENTED } from '../wordings';
import { success, type Answer, type Call } from './endpoint';
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
export function identify(
	state: BrazeState,
	input: z.output<typeof IDENTIFY>,
	{ apply }: Call,
): Answer {
	const {
		aliases_to_identify: aliases = [],
		emails_to_identify: emails = [],
		phone_numbers_to_identify: phones = [],
	} = input;
	apply(() => identifyAll(state, input));
	return success({ aliases_processed: aliases.length + emails.length + phones.length });
}

function identifyAll(state: BrazeState, input: z.output<typeof IDENTIFY>): void {
	const withData = input.merge_behavior === 'merge';
	for (const { external_id: id, user_alias: given } of input.aliases_to_identify ?? []) {
		identifyOne(state, state.store.byAlias(given), id, withData);
	}
	for (const { external_id: id, email: address, prioritization } of input.emails_to_identify ??
		[]) {
		const matches = state.store.byContact('email', address);
		identifyByContact(state, matches, id, prioritization, withData);
	}
	for (const { external_id: id, phone, prioritization } of input.phone_numbers_to_identify ?? []) {
		const matches = state.store.byContact('phone', phone);
		identifyByContact(state, matches, id, prioritization, withData);
	}
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
