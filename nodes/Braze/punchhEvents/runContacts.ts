import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../shared/operations/item';
import { isEmpty } from '../../shared/values/json';
import { LINKED_PROFILE, nameContact, nameLikelyContact } from '../identity/contacts';
import type { KnownGuests } from '../identity/knownGuests';
import { userKey } from '../identity/user';
import type { NamedGuest } from './guestIdentity';

/** The attributes by which Braze finds a profile. */
export const CONTACTS = ['email', 'phone'] as const;

/** The addresses and numbers that the items of one run write to the profiles of their guests. */
export class RunContacts {
	private readonly writes = new Map<Item, { guest: NamedGuest; values: IDataObject }>();

	constructor(private readonly known: KnownGuests) {}

	/** Notes what an item writes to its guest's profile, by whichever map. */
	writing(item: Item, guest: NamedGuest, values: IDataObject): void {
		if (CONTACTS.some((name) => Object.hasOwn(values, name))) {
			this.writes.set(item, { guest, values });
		}
	}

	/** Notes that Braze accepted it. */
	written(item: Item): void {
		this.note(item, nameContact);
	}

	/** Notes that nobody knows whether Braze has it. */
	mayBeWritten(item: Item): void {
		this.note(item, nameLikelyContact);
	}

	private note(item: Item, take: typeof nameContact): void {
		const { guest, values } = this.writes.get(item) ?? {};
		if (guest?.punchhUserId === undefined) return;
		const { choice, identifier, punchhUserId } = guest;
		const profile = choice === 'linked' ? LINKED_PROFILE : userKey(identifier)!;
		for (const name of CONTACTS) {
			if (!Object.hasOwn(values!, name)) continue;
			const key = isEmpty(values![name]) ? undefined : userKey({ [name]: values![name] });
			take(this.known, { punchhUserId, profile, name, key });
		}
	}
}
