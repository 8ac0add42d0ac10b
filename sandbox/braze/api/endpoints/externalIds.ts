import { z } from 'zod';

import type { Profile } from '../profiles/profile';
import type { BrazeState } from '../state';
import { INVENTED } from '../wordings';
import { endpoint, success, type Answer, type Call, type Endpoint } from './endpoint';
import { list, text } from './inputs';

const RENAMES = z.object({
	external_id_renames: list(z.object({ current_external_id: text, new_external_id: text })),
});

type Rename = z.output<typeof RENAMES>['external_id_renames'][number];

/**
 * External ID migration. A renamed ID lives on as a deprecated one until it is removed.
 *
 * The answer names the IDs that went wrong, so it is judged by the users that there are at that
 * moment, also where the effect comes later. What no longer fits by then does not happen.
 */
export const EXTERNAL_IDS: Endpoint[] = [
	endpoint({
		method: 'POST',
		path: '/users/external_ids/rename',
		permission: 'users.external_ids.rename',
		pool: 'externalIds',
		reads: 'body',
		input: RENAMES,
		handle: rename,
	}),
	endpoint({
		method: 'POST',
		path: '/users/external_ids/remove',
		permission: 'users.external_ids.remove',
		pool: 'externalIds',
		reads: 'body',
		input: z.object({ external_ids: list(text) }),
		handle: remove,
	}),
];

function rename(
	state: BrazeState,
	{ external_id_renames: renames }: z.output<typeof RENAMES>,
	{ apply }: Call,
): Answer {
	const done: string[] = [];
	const errors: string[][] = [];
	renames.forEach((given, index) => {
		const problem = renameProblem(state, given, index);
		if (problem !== undefined) {
			errors.push([given.current_external_id, problem]);
			return;
		}
		apply(() => {
			const profile = state.store.byExternalId(given.current_external_id);
			if (profile === undefined || renameProblem(state, given, index) !== undefined) return;
			state.store.renameExternalId(profile, given.new_external_id);
		});
		done.push(given.new_external_id);
	});
	return success({ external_ids: done, rename_errors: errors });
}

function renameProblem(
	{ store }: BrazeState,
	{ current_external_id: current, new_external_id: next }: Rename,
	index: number,
): string | undefined {
	if (current === next) return INVENTED.renameSame(index);
	// A deprecated ID can't be renamed again.
	if (store.byExternalId(current)?.external_id !== current) return INVENTED.renameUnknown(index);
	return store.byExternalId(next) === undefined ? undefined : INVENTED.renameTaken(index);
}

function remove(
	state: BrazeState,
	{ external_ids: ids }: { external_ids: string[] },
	{ apply }: Call,
): Answer {
	const removed: string[] = [];
	const errors: string[] = [];
	for (const id of ids) {
		if (deprecated(state, id) === undefined) {
			errors.push(INVENTED.removeUnknown(id));
			continue;
		}
		apply(() => {
			const profile = deprecated(state, id);
			if (profile !== undefined) state.store.removeDeprecatedId(profile, id);
		});
		removed.push(id);
	}
	return success({ removed_ids: removed, removal_errors: errors });
}

/** The user who had an ID until it was renamed. */
function deprecated({ store }: BrazeState, id: string): Profile | undefined {
	const profile = store.byExternalId(id);
	return profile?.external_id === id ? undefined : profile;
}
