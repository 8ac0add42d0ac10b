import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/values/json';
import type { ListEntry } from '../../send/lists/endpoint';
import { mayStay, passContacts } from '../memory/contacts';
import { renameId } from '../memory/knownGuest';
import type { KnownGuests } from '../memory/knownGuests';
import { knownGuestsOf } from '../memory/workspaces';
import { PUNCHH_USER_ID } from '../profiles/links';
import { keyOfExternalId, userKey } from '../user';
import { ifDone, keepingOwners } from './noteChange';

/** The Punchh user ID of the guest whom an identifier names, as far as this process knows. */
export function guestNamed(known: KnownGuests, user: IDataObject): string | undefined {
	const { user_alias: alias } = user;
	if (isObject(alias) && alias.alias_label === PUNCHH_USER_ID) return String(alias.alias_name);
	const key = userKey(user);
	return key === undefined ? undefined : known.owners.soleOwner(key);
}

/** Whether this process may know a guest by another name than this identifier. */
export function mayBeKnown(known: KnownGuests, user: IDataObject): boolean {
	return known.guests.isAnybodyKnown && user.external_id === undefined;
}

/** What is left to do by hand if the profiles under former external IDs of a guest are forgotten. */
export function leftBehind(
	known: KnownGuests,
	punchhUserId: string,
	advice: string,
): string | undefined {
	const ids = known.guests.formerIdsOf(punchhUserId);
	if (ids.length === 0) return undefined;
	return `The guest with the Punchh user ID ${punchhUserId} may have another profile, with the external ID ${ids.join(' or ')}, which was to be merged and now is not: ${advice}`;
}

const MERGE_IT = 'merge it with User > Merge';

/** User > Delete. */
export const noteDeleted = ifDone((workspaceId, { list, value }) => {
	const known = knownGuestsOf(workspaceId);
	const user = userIn(list, value);
	const key = userKey(user);
	const punchhUserId = guestNamed(known, user);
	const [first] = Array.isArray(user.prioritization) ? (user.prioritization as unknown[]) : [];
	if (punchhUserId !== undefined && mayStay(known, punchhUserId, key ?? '', first)) {
		return staysTaken(punchhUserId);
	}
	if (punchhUserId === undefined) return mayBeKnown(known, user) ? UNKNOWN_DELETED : undefined;
	if (key !== undefined) known.owners.releaseLater(key);
	const current = known.externalIdOf(punchhUserId);
	if (current !== undefined && typeof value === 'string' && value !== current) {
		known.dropId(punchhUserId, value);
		return undefined;
	}
	const warning = leftBehind(known, punchhUserId, 'delete it as well');
	known.deleted(punchhUserId, key);
	return warning;
});

const staysTaken = (punchhUserId: string) =>
	`'Punchh Event > Track' has recorded the guest with the Punchh user ID ${punchhUserId} in a profile that this may have left, because of 'If Several Profiles Match': the address or number stays taken, also if nobody has it any more. To make it free, delete the guest by external ID or by the alias punchh_user_id, or with the other choice there`;

const UNKNOWN_DELETED =
	"If the profile was that of a guest whom 'Punchh Event > Track' has recorded, this n8n process does not know that it is deleted, and will not link a new one. Delete guests by external ID or by the alias punchh_user_id";

/** The lists of a deletion whose entries are identifiers themselves. */
const BARE_LISTS: Record<string, string> = {
	external_ids: 'external_id',
	user_aliases: 'user_alias',
	braze_ids: 'braze_id',
};

function userIn(list: string, value: ListEntry['value']): IDataObject {
	const bare = BARE_LISTS[list];
	if (bare !== undefined) return { [bare]: value };
	return isObject(value) ? value : {};
}

/** User > Rename External ID: Braze still finds the profile by the ID that was replaced. */
export const noteRenamed = keepingOwners((workspaceId, { value }, isCertain) => {
	const known = knownGuestsOf(workspaceId);
	const { current_external_id: before, new_external_id: after } = value as IDataObject;
	const owner = known.owners.of(keyOfExternalId(String(before)));
	const taken = takeUnused(known, String(after), owner, isCertain);
	if (owner === undefined) return taken;
	if (known.otherOwnerOf(String(after), owner) === undefined) {
		known.owners.name(keyOfExternalId(String(after)), owner);
	}
	const warning = warnOfLeft(known, owner, String(before));
	const guest = known.guests.find(owner);
	if (guest !== undefined) renameId(guest, String(before), String(after));
	return warning ?? taken;
});

/**
 * Takes an external ID from the guest of whom events have told it: that Braze has given it to a profile means
 * that no other had it any more.
 */
function takeUnused(
	known: KnownGuests,
	externalId: string,
	owner: string | undefined,
	isCertain: boolean,
): string | undefined {
	const other = known.owners.of(keyOfExternalId(externalId));
	if (other === undefined || other === owner) return undefined;
	const isCurrent = known.externalIdOf(other) === externalId;
	if (!isCertain) return takeFormerId(known, externalId);
	known.dropId(other, externalId);
	known.owners.release(keyOfExternalId(externalId), other);
	return isCurrent ? `${isOthers(externalId, other)}: ${GOES_BY_ALIAS}` : undefined;
}

/** That an external ID is another guest's, as events say. */
export const isOthers = (externalId: string, other: string): string =>
	`In events of Punchh, ${externalId} is the external ID of another guest, with the Punchh user ID ${other}`;

const GOES_BY_ALIAS =
	'later events of that guest are recorded under the alias, until one contains another external ID';

/**
 * Notes that a person gives an external ID, which a guest had before, to a profile that may be somebody else's:
 * it is not merged into that of the guest, nor deleted with it.
 */
export function takeFormerId(known: KnownGuests, externalId: string): string | undefined {
	const key = keyOfExternalId(externalId);
	const owner = known.owners.of(key);
	const { formerIds = [], leavingIds = [] } = known.guests.find(String(owner)) ?? {};
	if (owner === undefined || ![...formerIds, ...leavingIds].includes(externalId)) return undefined;
	known.dropId(owner, externalId);
	known.owners.releaseLater(key);
	return `In events of Punchh, the guest with the Punchh user ID ${owner} had the external ID ${externalId}: what has it now is not merged into the profile of that guest. If it is the guest's as well, ${MERGE_IT}`;
}

/** User > Remove External ID. */
export const noteRemoved = ifDone((workspaceId, { value }) => {
	const known = knownGuestsOf(workspaceId);
	const id = String(value);
	const owner = known.owners.of(keyOfExternalId(id));
	if (owner === undefined) return undefined;
	known.owners.releaseLater(keyOfExternalId(id));
	const warning = warnOfLeft(known, owner, id);
	known.dropId(owner, id);
	return warning;
});

/** Former profiles of a guest are merged when the next event tells an external ID, which may never come. */
function warnOfLeft(known: KnownGuests, owner: string, current: string): string | undefined {
	return known.externalIdOf(owner) === current ? leftBehind(known, owner, MERGE_IT) : undefined;
}

/** User > Update Alias: the profile is another guest's now. */
export const noteAliasUpdated = ifDone((workspaceId, { value }) => {
	const known = knownGuestsOf(workspaceId);
	const {
		alias_label: label,
		old_alias_name: before,
		new_alias_name: after,
	} = value as IDataObject;
	if (label !== PUNCHH_USER_ID) return undefined;
	passContacts(known, String(before), String(after));
	const warnings = [before, after].map((name) => {
		const guest = String(name);
		if (name === before && known.guests.listedElsewhere(guest) !== undefined) {
			// If the name was taken, Braze has changed nothing, and says the same: it is looked up.
			if (known.mayLook) known.waiting.add(guest, known.guests.of(guest));
			else known.seen.unlist(guest);
			known.guests.aliasGoes(guest);
			return undefined;
		}
		const warning = leftBehind(known, guest, MERGE_IT);
		const { unproved } = known.guests.find(guest) ?? {};
		known.forget(guest);
		if (unproved !== undefined && known.mayLook)
			known.guests.of(guest).unproved = { ...unproved, isLeft: true };
		if (name === before) known.guests.aliasGoes(guest);
		return warning;
	});
	return warnings.find((warning) => warning !== undefined);
});
