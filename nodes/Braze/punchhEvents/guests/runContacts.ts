import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import { isEmpty } from '../../../shared/values/json';
import { LINKED_PROFILE, nameContact, nameLikelyContact } from '../../identity/memory/contacts';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { userKey } from '../../identity/user';
import { isRecorded, mayBeRecorded } from '../../send/track/itemResult';
import type { NamedGuest } from '../guestIdentity';
import type { Clashes } from './clashes';

/** The attributes by which Braze finds a profile. */
export const CONTACTS = ['email', 'phone'] as const;

/** The addresses and numbers that the items of one run write to the profiles of their guests. */
export class RunContacts {
	private readonly writes = new Map<Item, { guest: NamedGuest; values: IDataObject }>();

	/** @param claims keep an address or a number that is about to be written: by it, Braze may find that profile at once */
	constructor(
		private readonly known: KnownGuests,
		private readonly claims: Pick<Clashes, 'claim'>,
	) {}

	/** Notes what an item writes to its guest's profile, by whichever map. */
	writing(item: Item, guest: NamedGuest, values: IDataObject): void {
		for (const name of CONTACTS) {
			if (!Object.hasOwn(values, name)) continue;
			this.writes.set(item, { guest, values });
			const key = keyOfContact(name, values);
			const { punchhUserId } = guest;
			if (key !== undefined && punchhUserId !== undefined)
				this.claims.claim(key, punchhUserId, false);
		}
	}

	/** Notes whether Braze has accepted what an item writes, or may have. */
	noteResult(item: Item, result: ItemResult): void {
		if (isRecorded(result, 'attributes')) this.note(item, nameContact);
		else if (mayBeRecorded(result, 'attributes')) this.note(item, nameLikelyContact);
	}

	private note(item: Item, take: typeof nameContact): void {
		const { guest, values } = this.writes.get(item) ?? {};
		if (guest?.punchhUserId === undefined) return;
		const { choice, identifier, punchhUserId } = guest;
		const under = userKey(identifier)!;
		const profile = choice === 'linked' ? LINKED_PROFILE : under;
		for (const name of CONTACTS) {
			if (!Object.hasOwn(values!, name)) continue;
			take(this.known, { punchhUserId, profile, under, name, key: keyOfContact(name, values!) });
		}
	}
}

/** The addresses and numbers among attributes, by their names. */
export function contactsIn(values: IDataObject): IDataObject {
	return Object.fromEntries(
		CONTACTS.filter((name) => !isEmpty(values[name])).map((name) => [name, values[name]]),
	);
}

/** Another guest whom a run is just about to record by one of these contacts, and by which. */
export function namedByContact(
	{ owners }: Pick<KnownGuests, 'owners'>,
	punchhUserId: string,
	contacts: IDataObject,
): { name: string; other: string } | undefined {
	for (const name of Object.keys(contacts)) {
		const other = owners.namedNow(punchhUserId, keyOfContact(name, contacts)!);
		if (other !== undefined) return { name, other };
	}
	return undefined;
}

function keyOfContact(name: string, values: IDataObject): string | undefined {
	return isEmpty(values[name]) ? undefined : userKey({ [name]: values[name] });
}
