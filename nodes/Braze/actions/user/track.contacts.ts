import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import { identifierTypeOf } from '../../identity/user';
import { contactsWritten, noteContacts, type ContactsWrite } from '../../identity/writtenContacts';
import { isRecorded, mayBeRecorded } from '../../send/track/itemResult';
import type { TrackObject } from '../../send/track/objects/types';
import { trackInWorkspace, type Tracking } from '../../send/track/trackItems';

/** Records items, and notes which addresses and numbers they write to the profiles of guests. */
export async function trackWithContacts(
	tracking: Tracking,
	items: Item[],
	readObjects: (item: Item) => TrackObject[],
): Promise<ItemResult[]> {
	const writes = new Map<Item, ContactsWrite[]>();
	const results = await trackInWorkspace(tracking, items, (item) => {
		const objects = readObjects(item);
		const written = objects.flatMap((object) => writtenBy(object) ?? []);
		if (written.length > 0) writes.set(item, written);
		return { objects };
	});
	if (tracking.settings.dryRun) return results;
	const { id } = tracking.workspace.connection;
	for (const [position, item] of items.entries()) {
		const result = results[position];
		if (!mayBeRecorded(result, 'attributes')) continue;
		for (const write of writes.get(item) ?? []) {
			noteContacts(id, write, isRecorded(result, 'attributes'));
		}
	}
	return results;
}

/** What an object writes beside the identifier by which Braze finds its user. */
function writtenBy({ array, body }: TrackObject): ContactsWrite | undefined {
	const type = identifierTypeOf(body);
	if (array !== 'attributes' || type === undefined) return undefined;
	const { [type]: name, ...attributes } = body;
	return contactsWritten({ [type]: name }, attributes);
}
