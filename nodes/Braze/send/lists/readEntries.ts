import { toItemError, type ItemError } from '../../../shared/errors';
import type { Item } from '../../../shared/operations/item';
import { assertNotRetried } from '../../../shared/operations/retryOnFail';
import type { ItemResult } from '../../../shared/operations/types';
import type { ListEndpoint, ListEntry } from './endpoint';
import { keyOfEntry, type DoneInExecution } from './doneInExecution';

/** An item, and what it adds to a request. */
export interface Row {
	item: Item;
	entry: ListEntry;
}

/** How the items of an operation become entries. */
export interface Reading extends Pick<ListEndpoint, 'again'> {
	/** @throws NodeOperationError naming the item and the parameter when a value is invalid */
	readEntry(item: Item): ListEntry;
	/** What earlier runs of the node have done. */
	done: DoneInExecution;
	/** Why some rows are not sent, because of what others ask for. */
	refuse?(rows: Row[]): Map<Row, ItemError>;
}

/**
 * The entry of each item, or the result of an item that is not sent: its parameters are invalid, or what
 * it asks for would be done once more, or to somebody else.
 */
export function readEntries(items: Item[], reading: Reading): Array<Row | ItemResult> {
	const read = readEach(items, reading);
	const refused = reading.refuse?.(read.filter((result) => 'entry' in result));
	return read.map((result) => {
		const error = 'entry' in result ? refused?.get(result) : undefined;
		return error === undefined ? result : { error, details: { verdict: 'rejected' } };
	});
}

function readEach(items: Item[], { readEntry, again, done }: Reading): Array<Row | ItemResult> {
	const asked = new Set<string>();
	return items.map((item) => {
		try {
			const entry = readEntry(item);
			const effect = again?.(entry);
			if (effect !== undefined) assertNotRetried(item);
			if (effect === 'another') refuseTheSame(item, entry, asked, done);
			return { item, entry };
		} catch (thrown) {
			const error = toItemError(item.context.getNode(), thrown, item.index);
			return { error, details: { verdict: 'rejected' } };
		}
	});
}

/** A list may have a row twice, also in two parts of it, as a loop hands them on. */
function refuseTheSame(
	item: Item,
	entry: ListEntry,
	asked: Set<string>,
	done: DoneInExecution,
): void {
	const key = keyOfEntry(entry);
	if (asked.has(key) || done.has(entry)) {
		throw item.error(
			'An earlier item asks for the same, and this one would affect another profile',
			'It was not sent: the address or phone number may be that of several users. If you want another one, name that user by an ID',
		);
	}
	asked.add(key);
}
