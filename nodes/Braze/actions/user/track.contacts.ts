import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import { identifierTypeOf } from '../../identity/user';
import { knownGuestsOf } from '../../identity/memory/workspaces';
import {
	contactsWritten,
	noteContacts,
	type ContactsWrite,
} from '../../identity/changes/writtenContacts';
import { verdictOfObject } from '../../send/track/itemResult';
import type { TrackObject } from '../../send/track/objects/types';
import { trackInWorkspace, type Tracking } from '../../send/track/trackItems';

/** What an object of an item writes. */
interface Write {
	contacts: ContactsWrite;
	/** The place of the object in its item: Braze may take one and refuse another. */
	position: number;
}

/** Records items, and notes which addresses and numbers they write to the profiles of guests. */
export async function trackWithContacts(
	tracking: Tracking,
	items: Item[],
	readObjects: (item: Item) => TrackObject[],
): Promise<ItemResult[]> {
	const writes = new Map<Item, Write[]>();
	const results = await trackInWorkspace(tracking, items, (item) => {
		const objects = readObjects(item);
		const written = writesIn(objects);
		if (written.length > 0) writes.set(item, written);
		return { objects };
	});
	if (tracking.settings.dryRun) return results;
	const known = knownGuestsOf(tracking.workspace.connection.id);
	// In an async function, entries() makes an array for each item.
	items.forEach((item, index) => {
		for (const { contacts, position } of writes.get(item) ?? []) {
			const kind = verdictOfObject(results[index], position);
			if (kind === 'accepted' || kind === 'unknown') {
				noteContacts(known, contacts, kind === 'accepted');
			}
		}
	});
	return results;
}

/** What the objects of an item write. Runs for every item, and few of them write contacts. */
function writesIn(objects: TrackObject[]): Write[] {
	const writes: Write[] = [];
	for (const [position, object] of objects.entries()) {
		const contacts = writtenBy(object);
		if (contacts !== undefined) writes.push({ contacts, position });
	}
	return writes;
}

/** What an object writes beside the identifier by which Braze finds its user. */
function writtenBy({ array, body }: TrackObject): ContactsWrite | undefined {
	const type = array === 'attributes' ? identifierTypeOf(body) : undefined;
	if (type === undefined) return undefined;
	const { [type]: name, ...attributes } = body;
	return contactsWritten({ [type]: name }, attributes);
}
