import { isEmpty } from '../../../shared/values/json';
import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import type { ReadEventItem } from './eventPlans';

/** Which event each item of a run is: what somebody puts between two nodes may give it the place of another. */
export class ToldEvents {
	private readonly contentIds = new Map<Item, unknown>();

	/** @param readItem reads the event of an item */
	constructor(private readonly readItem: ReadEventItem) {}

	/** The same, which notes the ID of the event. */
	readonly read: ReadEventItem = (item) => {
		const read = this.readItem(item);
		if ('event' in read) this.contentIds.set(item, read.event.content_id);
		return read;
	};

	/** The result of an item with the ID of its event. What has failed has the item itself in its output. */
	tell(item: Item, result: ItemResult): ItemResult {
		const id = this.contentIds.get(item);
		if ('error' in result || isEmpty(id)) return result;
		return { ...result, json: result.json.map((json) => ({ ...json, content_id: id as string })) };
	}
}
