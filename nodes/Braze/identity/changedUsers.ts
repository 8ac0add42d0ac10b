import { isObject } from '../../shared/values/json';
import type { ListEntry } from '../send/lists/endpoint';
import type { KnownGuests } from './knownGuests';
import { knownGuestsOf } from './workspaces';
import { PUNCHH_USER_ID } from './links';
import { userKey } from './user';

/** Forgets the guest whom a value of an entry names, where it is one of the guest's identifiers. */
type Forget = (known: KnownGuests, value: unknown) => void;

const byExternalId: Forget = (known, value) => {
	if (typeof value === 'string') known.forgetOwner(value);
};

const byAliasName: Forget = (known, value) => {
	if (typeof value === 'string') known.forget(value);
};

/** What no longer means the same profile, by the key under which an entry has it. */
const CHANGED: Record<string, Forget> = {
	external_id: byExternalId,
	current_external_id: byExternalId,
	user_alias: (known, value) => {
		if (isObject(value) && value.alias_label === PUNCHH_USER_ID)
			byAliasName(known, value.alias_name);
	},
	old_alias_name: byAliasName,
	new_alias_name: byAliasName,
};

/** The names in `CHANGED` for a list whose entries are identifiers themselves. */
const BARE_LISTS: Record<string, string> = {
	external_ids: 'external_id',
	user_aliases: 'user_alias',
};

/**
 * Forgets the guests whose profile an operation has deleted, merged into another or renamed, so that
 * what comes next is not recorded under an ID that means nothing any more, or somebody else. The alias
 * goes along with a merge and with a new name.
 */
export function forgetChanged(workspaceId: string, { list, value }: ListEntry): void {
	const known = knownGuestsOf(workspaceId);
	const bare = BARE_LISTS[list];
	const named = bare === undefined ? value : { [bare]: value };
	if (!isObject(named)) return;
	const gone = isObject(named.identifier_to_merge) ? named.identifier_to_merge : named;
	for (const [key, one] of Object.entries(gone)) CHANGED[key]?.(known, one);
	const name = userKey({ external_id: gone.current_external_id, ...gone });
	if (name !== undefined) known.owners.releaseLater(name);
}
