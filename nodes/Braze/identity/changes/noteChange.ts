import type { ListEntry } from '../../send/lists/endpoint';
import { knownGuestsOf } from '../memory/workspaces';

/**
 * Changes what this process knows of guests by what an operation has done to a profile, so that what
 * comes next is not recorded under an ID that means nothing any more, or somebody else.
 *
 * @param isCertain whether Braze has accepted it; otherwise it may have
 * @returns a warning if this process cannot know all of it
 */
export type NoteChange = (
	workspaceId: string,
	entry: ListEntry,
	isCertain: boolean,
) => string | undefined;

/**
 * The same, but what Braze may not have done frees nothing: the profile of a guest may have the address
 * yet by which another one would be recorded.
 */
export function keepingOwners(note: NoteChange): NoteChange {
	return (workspaceId, entry, isCertain) => {
		if (isCertain) return note(workspaceId, entry, true);
		const { owners } = knownGuestsOf(workspaceId);
		return owners.keeping(() => note(workspaceId, entry, false));
	};
}

/**
 * The same for what takes a profile from a guest: it may have it yet, so nothing changes before it is certainly
 * done. Who does it again, as the verdict asks, makes that certain.
 */
export function ifDone(note: NoteChange): NoteChange {
	return (workspaceId, entry, isCertain) =>
		isCertain ? note(workspaceId, entry, true) : undefined;
}
