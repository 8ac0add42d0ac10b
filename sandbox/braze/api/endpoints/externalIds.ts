import { z } from 'zod';

import type { BrazeState } from '../state';
import { INVENTED } from '../wordings';
import { endpoint, success, type Answer, type Endpoint } from './endpoint';
import { list, text } from './inputs';

const RENAMES = z.object({
	external_id_renames: list(z.object({ current_external_id: text, new_external_id: text })),
});

type Rename = z.output<typeof RENAMES>['external_id_renames'][number];

/** External ID migration. A renamed ID lives on as a deprecated one until it is removed. */
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
): Answer {
	const done: string[] = [];
	const errors: string[][] = [];
	renames.forEach((given, index) => {
		const problem = renameProblem(state, given, index);
		const profile = state.store.byExternalId(given.current_external_id);
		if (problem !== undefined || profile === undefined) {
			errors.push([given.current_external_id, problem ?? INVENTED.renameUnknown(index)]);
			return;
		}
		state.store.renameExternalId(profile, given.new_external_id);
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

function remove({ store }: BrazeState, { external_ids: ids }: { external_ids: string[] }): Answer {
	const removed: string[] = [];
	const errors: string[] = [];
	for (const id of ids) {
		const profile = store.byExternalId(id);
		if (profile === undefined || profile.external_id === id) {
			errors.push(INVENTED.removeUnknown(id));
			continue;
		}
		store.removeDeprecatedId(profile, id);
		removed.push(id);
	}
	return success({ removed_ids: removed, removal_errors: errors });
}
