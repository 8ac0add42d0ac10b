import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/values/json';
import { postList, type ListEndpoint, type ListEntry } from '../../send/lists/endpoint';
import type { Verdict } from '../../send/types';
import type { IdentifierType } from '../user';

/** The key of each identifier in a request. */
const LISTS: Record<IdentifierType, string> = {
	external_id: 'external_ids',
	user_alias: 'user_aliases',
	braze_id: 'braze_id',
	email: 'email_address',
	phone: 'phone',
};

/** A request can have only one of these. */
const SCALARS = [LISTS.braze_id, LISTS.email, LISTS.phone];

/** Always exported: they tell users apart. */
const IDENTIFYING_FIELDS = ['external_id', 'user_aliases', 'braze_id'];

/**
 * POST /users/export/ids: reads profiles. The output of an entry is the profiles that it names; without
 * one it is `rejected`.
 * https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/
 */
export const EXPORT: Omit<ListEndpoint, 'repeatSafe'> & { repeatSafe: true } = {
	permission: 'users.export.ids',
	repeatSafe: true,
	alone: SCALARS,
	request: postList('/users/export/ids', SCALARS),
	read,
};

/** A user to read, and the fields to read in addition to the identifiers. */
export function exportEntry(
	type: IdentifierType,
	value: ListEntry['value'],
	fields: string[],
): ListEntry {
	return {
		frame: { fields_to_export: [...new Set([...IDENTIFYING_FIELDS, ...fields])] },
		list: LISTS[type],
		value,
		about: [],
	};
}

/** Why there is no profile to read. */
export const NO_SUCH_USER = 'Braze has no such user';

/** Why nobody can tell which profile an ID means, unless it is asked for alone. */
export const SEVERAL_RENAMED =
	'Several of these users now have another external ID, and Braze does not say which';

function read(answer: IDataObject, entry: ListEntry, entries: ListEntry[]): Verdict {
	const { users } = answer;
	if (!Array.isArray(users)) {
		return { kind: 'failed', reason: 'The answer has no list of users', hint: 'Try again later' };
	}
	const profiles = users.filter(isObject);
	const meant = profiles.filter((profile) => isMeant(profile, entry));
	const found = meant.length > 0 ? meant : renamed(profiles, answer, entry, entries);
	if (found.length > 1 && entry.list === LISTS.external_id) {
		return { kind: 'unknown', reason: SEVERAL_RENAMED, hint: 'Read one user at a time' };
	}
	if (found.length > 0) return { kind: 'accepted', output: found };
	return {
		kind: 'rejected',
		reason: NO_SUCH_USER,
		hint: 'Identifiers are case-sensitive. A new profile can take a minute to show up',
	};
}

/**
 * The profiles that an external ID may mean which was replaced by another one: Braze finds them by the
 * deprecated ID as well, and shows the current one.
 */
function renamed(
	profiles: IDataObject[],
	{ invalid_user_ids: invalid }: IDataObject,
	{ list, value }: ListEntry,
	entries: ListEntry[],
): IDataObject[] {
	if (list !== LISTS.external_id) return [];
	const others = profiles.filter(({ external_id: id }) => !entries.some((one) => one.value === id));
	if (!Array.isArray(invalid)) return others;
	// It may also mean a profile that is asked for by its current ID.
	return (invalid as unknown[]).includes(value) ? [] : profiles;
}

function isMeant(profile: IDataObject, { list, value }: ListEntry): boolean {
	if (list === LISTS.external_id) return profile.external_id === value;
	if (list !== LISTS.user_alias) return true;
	const wanted = value as IDataObject;
	return aliasesOf(profile).some(
		({ alias_name: name, alias_label: label }) =>
			name === wanted.alias_name && label === wanted.alias_label,
	);
}

/** The aliases of a profile that was read. */
export function aliasesOf({ user_aliases: aliases }: IDataObject): IDataObject[] {
	return Array.isArray(aliases) ? aliases.filter(isObject) : [];
}
