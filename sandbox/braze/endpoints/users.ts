import { z } from 'zod';

import { isObject, type Json } from '../json';
import { onlyOne, type Priority } from '../profiles/find';
import { absorb, shareALabel } from '../profiles/merge';
import type { Alias, Profile } from '../profiles/store';
import type { BrazeState } from '../state';
import { track } from '../track/track';
import { DOCUMENTED } from '../wordings';
import { endpoint, plainEndpoint, refusal, success, type Answer, type Endpoint } from './endpoint';
import { alias, email, exactlyOneOf, list, MOST_ENTRIES, prioritization, text } from './inputs';

const IDENTIFY = z
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
		"'aliases_to_identify' is required",
	);

const IDENTIFIER_LISTS = [
	'external_ids',
	'user_aliases',
	'braze_ids',
	'email_addresses',
	'phone_numbers',
];

const DELETE = z
	.object({
		external_ids: list(text).optional(),
		user_aliases: list(alias).optional(),
		braze_ids: list(text).optional(),
		email_addresses: list(z.object({ email, prioritization })).optional(),
		phone_numbers: list(z.object({ phone: text, prioritization })).optional(),
	})
	.refine(...exactlyOneOf(...IDENTIFIER_LISTS));

/** An identifier of /users/merge. */
interface MergeIdentifier {
	external_id?: string;
	user_alias?: Alias;
	email?: string;
	phone?: string;
	prioritization?: Priority[];
}

/** Braze's user endpoints, but for export and external IDs. */
export const USERS: Endpoint[] = [
	plainEndpoint({
		method: 'POST',
		path: '/users/track',
		permission: 'users.track',
		pool: 'track',
		reads: 'body',
		handle: track,
	}),
	endpoint({
		method: 'POST',
		path: '/users/identify',
		permission: 'users.identify',
		pool: 'users',
		reads: 'body',
		input: IDENTIFY,
		handle: identify,
	}),
	endpoint({
		method: 'POST',
		path: '/users/alias/new',
		permission: 'users.alias.new',
		pool: 'users',
		reads: 'body',
		input: z.object({
			user_aliases: list(
				z.object({ external_id: text.optional(), alias_name: text, alias_label: text }),
			),
		}),
		handle: (state, { user_aliases: aliases }) => {
			for (const { external_id: id, ...given } of aliases) newAlias(state, id, given);
			return success({ aliases_processed: aliases.length });
		},
	}),
	endpoint({
		method: 'POST',
		path: '/users/alias/update',
		permission: 'users.alias.update',
		pool: 'users',
		reads: 'body',
		input: z.object({
			alias_updates: list(
				z.object({ alias_label: text, old_alias_name: text, new_alias_name: text }),
			),
		}),
		handle: (state, { alias_updates: updates }) => {
			for (const { alias_label: label, old_alias_name: from, new_alias_name: to } of updates) {
				const old = { alias_name: from, alias_label: label };
				const profile = state.store.byAlias(old);
				const taken = state.store.byAlias({ alias_name: to, alias_label: label });
				if (profile !== undefined && taken === undefined) state.store.renameAlias(profile, old, to);
			}
			return success();
		},
	}),
	plainEndpoint({
		method: 'POST',
		path: '/users/merge',
		permission: 'users.merge',
		pool: 'users',
		reads: 'body',
		handle: merge,
	}),
	endpoint({
		method: 'POST',
		path: '/users/delete',
		permission: 'users.delete',
		pool: 'users',
		reads: 'body',
		input: DELETE,
		handle: deleteUsers,
	}),
];

/**
 * Counts what was sent, not what was found: that nobody was meant is not told. All three lists
 * count as `aliases_processed`. (Braze: identify users endpoint)
 */
function identify(state: BrazeState, input: z.output<typeof IDENTIFY>): Answer {
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

/** One name per label; an unknown external ID gets none; a pair that exists stays where it is. */
function newAlias(state: BrazeState, externalId: string | undefined, given: Alias): void {
	if (state.store.byAlias(given) !== undefined) return;
	if (externalId === undefined) {
		state.store.create({ alias: given });
		return;
	}
	const profile = state.store.byExternalId(externalId);
	const hasLabel = profile?.user_aliases.some(({ alias_label: own }) => own === given.alias_label);
	if (profile !== undefined && !hasLabel) state.store.addAlias(profile, given);
}

/** Asynchronous at Braze: 202, and who is not found is skipped without a word. */
function merge(state: BrazeState, { merge_updates: updates }: Json): Answer {
	if (!Array.isArray(updates) || !updates.every(isObject)) return refusal(DOCUMENTED.mergeUpdates);
	if (updates.length > MOST_ENTRIES) return refusal(DOCUMENTED.tooManyMerges);
	const pairs: Array<Record<'identifier_to_merge' | 'identifier_to_keep', MergeIdentifier>> = [];
	for (const update of updates) {
		const pair = MERGE_UPDATE.safeParse(update);
		if (!pair.success) return refusal(mergeProblem(update));
		pairs.push(pair.data);
	}
	for (const { identifier_to_merge: from, identifier_to_keep: to } of pairs) {
		const [gone, kept] = [resolve(state, from), resolve(state, to)];
		if (gone !== undefined && kept !== undefined && gone !== kept) absorb(state.store, kept, gone);
	}
	return success({}, 202);
}

const MERGE_IDENTIFIER = z
	.object({
		external_id: text.optional(),
		user_alias: alias.optional(),
		email: text.optional(),
		phone: text.optional(),
		prioritization: prioritization.optional(),
	})
	.refine(...exactlyOneOf('external_id', 'user_alias', 'email', 'phone'));

const MERGE_UPDATE = z
	.object({ identifier_to_merge: MERGE_IDENTIFIER, identifier_to_keep: MERGE_IDENTIFIER })
	.strict();

function mergeProblem(update: Json): string {
	const keys = Object.keys(update).sort().join();
	return keys === 'identifier_to_keep,identifier_to_merge'
		? DOCUMENTED.mergeIdentifiers
		: DOCUMENTED.mergeKeys;
}

function resolve({ store }: BrazeState, identifier: MergeIdentifier): Profile | undefined {
	const {
		external_id: id,
		user_alias: given,
		email: address,
		phone,
		prioritization: order = [],
	} = identifier;
	if (id !== undefined) return store.byExternalId(id);
	if (given !== undefined) return store.byAlias(given);
	return address === undefined
		? onlyOne(store.byContact('phone', phone), order)
		: onlyOne(store.byContact('email', address), order);
}

/** Counts what was queued. By e-mail and phone nobody goes when several are meant. */
function deleteUsers(state: BrazeState, input: z.output<typeof DELETE>): Answer {
	const { store } = state;
	const found = [
		...(input.external_ids ?? []).map((id) => store.byExternalId(id)),
		...(input.user_aliases ?? []).map((given) => store.byAlias(given)),
		...(input.braze_ids ?? []).map((id) => store.byBrazeId(id)),
		...(input.email_addresses ?? []).map(({ email: address, prioritization: order }) =>
			onlyOne(store.byContact('email', address), order),
		),
		...(input.phone_numbers ?? []).map(({ phone, prioritization: order }) =>
			onlyOne(store.byContact('phone', phone), order),
		),
	];
	for (const profile of new Set(found)) if (profile !== undefined) store.remove(profile);
	return { status: 201, body: { deleted: found.length } };
}
