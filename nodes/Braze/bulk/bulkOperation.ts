import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { toItemError } from '../../shared/errors';
import type { Behaviour, ItemResult } from '../../shared/operations/types';
import type { Item } from '../../shared/operations/item';
import { Progress } from '../../shared/operations/progress';
import { connectToBraze } from '../transport/brazeRequest';
import { sendBulk } from './send';
import type { BulkEndpoint, BulkEntry, EntryResult } from './types';

/** How the items of an operation share requests: the endpoint, and how an item becomes an entry. */
export interface ListSending {
	/** Where `repeatSafe` is not said, it is so unless the operation `countsTwice`. */
	endpoint: Omit<BulkEndpoint, 'repeatSafe'> & Partial<Pick<BulkEndpoint, 'repeatSafe'>>;
	/** @throws NodeOperationError naming the item and the parameter when a value makes no sense */
	readEntry(item: Item): BulkEntry;
}

/**
 * Sends the entries of all items in as few requests as the endpoint allows and gives each item the
 * result of its entry.
 */
export function sendList({ endpoint, readEntry }: ListSending): Behaviour {
	return {
		async run(items) {
			const [{ index, operation }] = items;
			const connection = await connectToBraze.call(this, index);
			const read = items.map((item) => tryToRead(item, readEntry));
			const entries = read.flatMap((result) => ('entry' in result ? [result.entry] : []));
			const results = await sendBulk(
				connection,
				{ repeatSafe: !operation.countsTwice, ...endpoint },
				entries,
				{
					signal: this.getExecutionCancelSignal(),
					progress: new Progress(this.logger, `Braze: ${endpoint.permission}`, entries.length),
				},
			);

			return items.map((item, position) => {
				const result = read[position];
				if (!('entry' in result)) return result;
				return toItemResult.call(this, results.get(result.entry)!, item.index);
			});
		},
	};
}

/** The entry of an item, or the result of an item whose parameters do not make sense. */
function tryToRead(
	item: Item,
	readEntry: ListSending['readEntry'],
): { entry: BulkEntry } | ItemResult {
	try {
		return { entry: readEntry(item) };
	} catch (thrown) {
		const error = toItemError(item.context.getNode(), thrown, item.index);
		return { error, details: { verdict: 'rejected' } };
	}
}

/** The result of an item from that of its entry. */
export function toItemResult(
	this: IExecuteFunctions,
	result: EntryResult,
	itemIndex: number,
): ItemResult {
	if (result.kind === 'accepted') return { json: result.json };
	const { kind, reason, hint } = result;
	const error = new NodeOperationError(this.getNode(), reason ?? 'Braze did not take it', {
		itemIndex,
		description: hint,
	});
	return { error, details: { verdict: kind } };
}
