import { z } from 'zod';

import { onlyOne } from '../profiles/find';
import type { Alias, Profile } from '../profiles/profile';
import type { BrazeState } from '../state';
import { track } from '../track/track';
import {
	endpoint,
	plainEndpoint,
	success,
	type Answer,
	type Call,
	type Endpoint,
} from './endpoint';
import { IDENTIFY, identify } from './identify';
import { alias, deletionPrioritization, email, exactlyOneOf, list, text } from './inputs';
import { merge } from './merge';

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
		email_addresses: list(z.object({ email, prioritization: deletionPrioritization })).optional(),
		phone_numbers: list(
			z.object({ phone: text, prioritization: deletionPrioritization }),
		).optional(),
	})
	.refine(...exactlyOneOf(...IDENTIFIER_LISTS));

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
		handle: (state, { user_aliases: aliases }, { apply }) => {
			apply(() => {
				for (const { external_id: id, ...given } of aliases) newAlias(state, id, given);
			});
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
		handle: (state, { alias_updates: updates }, { apply }) => {
			apply(() => {
				for (const { alias_label: label, old_alias_name: from, new_alias_name: to } of updates) {
					renameAlias(state, { alias_name: from, alias_label: label }, to);
				}
			});
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

/** An alias that is unknown, or whose new name is taken, stays as it is. */
function renameAlias({ store }: BrazeState, old: Alias, to: string): void {
	const profile = store.byAlias(old);
	const taken = store.byAlias({ ...old, alias_name: to });
	if (profile !== undefined && taken === undefined) store.renameAlias(profile, old, to);
}

/** Counts what was queued. By e-mail and phone nobody goes when several are meant. */
function deleteUsers(state: BrazeState, input: z.output<typeof DELETE>, { apply }: Call): Answer {
	apply(() => {
		for (const profile of new Set(meantBy(state, input))) {
			if (profile !== undefined) state.store.remove(profile);
		}
	});
	const deleted = Object.values(input).reduce((sum, entries) => sum + (entries?.length ?? 0), 0);
	return { status: 201, body: { deleted } };
}

function meantBy(
	{ store }: BrazeState,
	input: z.output<typeof DELETE>,
): Array<Profile | undefined> {
	return [
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
}
