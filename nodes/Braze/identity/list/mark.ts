import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import { asId } from '../../../shared/values/json';
import { isRecorded, mayBeRecorded } from '../../send/track/itemResult';
import { trackInWorkspace, type Tracking } from '../../send/track/trackItems';
import { contactsWritten, noteContacts, type ContactsWrite } from '../changes/writtenContacts';
import { wholeOf } from '../memory/attributeLog';
import type { KnownGuests } from '../memory/knownGuests';
import { PUNCHH_USER_ID } from '../profiles/links';
import { keyOfExternalId } from '../user';
import type { Found } from './found';
import type { ListedGuest } from './linkList';
import { isStrangersByNow } from './toldMeanwhile';

/**
 * Writes the attribute `punchh_user_id` to the profiles of guests, and again what events have written
 * under the alias: where the profile had other values, Braze keeps those. They are left out if they show by now
 * that it is another person's.
 *
 * @param onlyExisting whether guests without a profile get none
 */
export async function mark(
	tracking: Tracking,
	known: KnownGuests,
	guests: ListedGuest[],
	{ found, onlyExisting }: { found: Found; onlyExisting: boolean },
): Promise<Map<Item, ItemResult>> {
	const byRow = new Map(guests.map((guest) => [guest.item, guest]));
	const items = [...byRow.keys()];
	if (items.length === 0) return new Map();
	const gathered = new Map<Item, IDataObject>();
	const written = new Map<Item, ContactsWrite>();
	const results = await trackInWorkspace(tracking, items, (item) => {
		const guest = byRow.get(item)!;
		const { externalId, punchhUserId } = guest.link;
		const values = valuesFor(guest, known, found);
		gathered.set(item, values);
		const body: IDataObject = {
			...wholeOf(values),
			external_id: externalId,
			// As a number, like in Punchh's events: one type is enough for an attribute.
			[PUNCHH_USER_ID]: asId(punchhUserId),
			_update_existing_only: onlyExisting,
		};
		const contacts = contactsWritten({ external_id: externalId }, body);
		if (contacts !== undefined) written.set(item, contacts);
		return { objects: [{ array: 'attributes', body }] };
	});
	const byItem = new Map(items.map((item, position) => [item, results[position]]));
	for (const { item, link } of guests) {
		const result = byItem.get(item)!;
		const contacts = written.get(item);
		if (contacts !== undefined && mayBeRecorded(result))
			noteContacts(known, contacts, isRecorded(result));
		const key = keyOfExternalId(link.externalId);
		if (isRecorded(result))
			known.attributes.gather(link.punchhUserId, key, gathered.get(item) ?? {});
	}
	return byItem;
}

/** What was written to other profiles of a guest; nothing, if that shows that this one is another person's. */
function valuesFor(guest: ListedGuest, known: KnownGuests, found: Found): IDataObject {
	if (isStrangersByNow(known, guest, found)) {
		found.compared.set(guest.item, 'different');
		return {};
	}
	const { externalId, punchhUserId } = guest.link;
	return known.attributes.elsewhere(punchhUserId, keyOfExternalId(externalId));
}
