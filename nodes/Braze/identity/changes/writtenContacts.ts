import type { IDataObject } from 'n8n-workflow';

import { asIdentifier, isRowId } from '../../../shared/values/identifiers';
import { LINKED_PROFILE, nameContact, nameLikelyContact } from '../memory/contacts';
import type { KnownGuests } from '../memory/knownGuests';
import { PUNCHH_USER_ID } from '../profiles/links';
import {
	identifierTypeOf,
	isAmbiguous,
	isByExternalId,
	SECONDARY_IDENTIFIERS,
	userKey,
} from '../user';
import { guestNamed } from './changedUsers';

/** Attributes that an operation writes to a user's profile, as far as they are about addresses and numbers. */
export interface ContactsWrite {
	/** What names the user. */
	user: IDataObject;
	attributes: IDataObject;
}

/** The addresses and numbers that attributes of a user have, or remove; undefined if there are none. */
export function contactsWritten(
	user: IDataObject,
	attributes: IDataObject,
): ContactsWrite | undefined {
	const names = SECONDARY_IDENTIFIERS.filter((name) => Object.hasOwn(attributes, name));
	if (names.length === 0) return undefined;
	const kept = [...names, PUNCHH_USER_ID].map((name) => [name, attributes[name]]);
	return { user, attributes: Object.fromEntries(kept) as IDataObject };
}

/**
 * Notes that an operation has written addresses or numbers to the profile of a guest, so that nobody else is
 * recorded by them. Of a profile that nothing says is a guest's, it does not know whose they are.
 *
 * @param isCertain whether Braze has accepted it; otherwise it may have
 */
export function noteContacts(
	known: KnownGuests,
	{ user, attributes }: ContactsWrite,
	isCertain: boolean,
): void {
	const punchhUserId = guestNamed(known, user) ?? guestTold(attributes);
	if (punchhUserId === undefined) return;
	const profile = profileOf(known, punchhUserId, user);
	const note = isCertain ? nameContact : nameLikelyContact;
	for (const name of SECONDARY_IDENTIFIERS) {
		if (!Object.hasOwn(attributes, name)) continue;
		const key = userKey({ [name]: attributes[name] });
		note(known, { punchhUserId, profile, under: userKey(user)!, name, key });
	}
}

/** Whose the profile is by what is written to it along with the address. */
function guestTold({ [PUNCHH_USER_ID]: id }: IDataObject): string | undefined {
	const text = asIdentifier(id);
	return typeof text === 'string' && isRowId(text) ? text : undefined;
}

/**
 * The profile of a guest that an operation names: that with the external ID, until the guest is linked; and the
 * linked one, unless the guest is recorded by that name.
 */
function profileOf(known: KnownGuests, punchhUserId: string, user: IDataObject): string {
	const key = userKey(user)!;
	if (isAmbiguous(identifierTypeOf(user)!)) return key;
	const isOwnName = isByExternalId(key) || known.owners.of(key) === punchhUserId;
	return known.externalIdOf(punchhUserId) === undefined && isOwnName ? key : LINKED_PROFILE;
}
