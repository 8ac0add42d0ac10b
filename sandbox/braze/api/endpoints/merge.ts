import { z } from 'zod';

import { isObject, type Json } from '../../../shared/json';
import { named, type Identifier } from '../profiles/find';
import { absorb } from '../profiles/merge';
import type { BrazeState } from '../state';
import { DOCUMENTED } from '../wordings';
import { refusal, success, type Answer, type Call } from './endpoint';
import { alias, exactlyOneOf, MOST_ENTRIES, prioritization, text } from './inputs';

const IDENTIFIER = z
	.object({
		external_id: text.optional(),
		user_alias: alias.optional(),
		email: text.optional(),
		phone: text.optional(),
		prioritization: prioritization.optional(),
	})
	.refine(...exactlyOneOf('external_id', 'user_alias', 'email', 'phone'))
	.transform(
		({ external_id: externalId, user_alias: given, ...contact }): Identifier => ({
			externalId,
			alias: given,
			...contact,
		}),
	);

const UPDATE = z
	.object({ identifier_to_merge: IDENTIFIER, identifier_to_keep: IDENTIFIER })
	.strict();

/**
 * POST /users/merge. Asynchronous at Braze: 202, and who is not found is skipped silently.
 * All four wordings of a refusal are documented.
 */
export function merge(
	state: BrazeState,
	{ merge_updates: updates }: Json,
	{ apply }: Call,
): Answer {
	if (!Array.isArray(updates) || !updates.every(isObject)) return refusal(DOCUMENTED.mergeUpdates);
	if (updates.length > MOST_ENTRIES) return refusal(DOCUMENTED.tooManyMerges);
	const pairs: Array<z.output<typeof UPDATE>> = [];
	for (const update of updates) {
		const pair = UPDATE.safeParse(update);
		if (!pair.success) return refusal(problemOf(update));
		pairs.push(pair.data);
	}
	apply(() => {
		for (const { identifier_to_merge: from, identifier_to_keep: to } of pairs) {
			const [gone, kept] = [named(state.store, from), named(state.store, to)];
			if (gone !== undefined && kept !== undefined && gone !== kept) {
				absorb(state.store, kept, gone);
			}
		}
	});
	return success({}, 202);
}

function problemOf(update: Json): string {
	const keys = Object.keys(update).sort().join();
	return keys === 'identifier_to_keep,identifier_to_merge'
		? DOCUMENTED.mergeIdentifiers
		: DOCUMENTED.mergeKeys;
}
