import type { IDataObject } from 'n8n-workflow';

import type { Link, Seen } from '../memory/knownGuest';
import type { KnownGuests } from '../memory/knownGuests';
import { punchhAlias } from '../profiles/links';
import { keyOfExternalId, userKey } from '../user';
import type { Found } from './found';
import type { ListedGuest } from './linkList';
import { strangerIn } from './listRefusals';

const TRAITS = ['first_name', 'last_name', 'email', 'phone', 'dob'];

/**
 * What Braze says of a link, with what this process has written of the guest elsewhere: Braze shows that only after
 * a while, and a list may take minutes, in which events come.
 */
export function withWritten(known: KnownGuests, link: Link, seen: Seen): Seen {
	const written = personWritten(known, link);
	const alias = userKey({ user_alias: punchhAlias(link.punchhUserId) })!;
	const profiles = new Map(seen.profiles);
	if (Object.keys(written).length > 0) profiles.set(alias, { ...profiles.get(alias), ...written });
	return { ...seen, profiles };
}

/** What tells people apart, of what this process has written of a guest to other profiles than that of the link. */
export function personWritten(known: KnownGuests, { punchhUserId, externalId }: Link): IDataObject {
	const written = known.attributes.elsewhere(punchhUserId, keyOfExternalId(externalId));
	return Object.fromEntries(Object.entries(written).filter(([name]) => TRAITS.includes(name)));
}

/** Whether an event that came since the look-up has shown that the profile of a row is another person's. */
export function isStrangersByNow(
	known: KnownGuests,
	{ link, person }: ListedGuest,
	found: Found,
): boolean {
	const seen = found.seen.get(link);
	if (seen === undefined || !known.attributes.has(link.punchhUserId)) return false;
	return strangerIn(link, withWritten(known, link, seen), person, known) !== undefined;
}
