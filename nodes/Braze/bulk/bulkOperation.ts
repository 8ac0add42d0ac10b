import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { toItemError } from '../../shared/errors';
import type { BatchOperation, ItemResult } from '../../shared/operations/types';
import { Progress } from '../../shared/operations/progress';
import { connectToBraze } from '../transport/brazeRequest';
import { sendBulk } from './send';
import type { BulkEndpoint, BulkEntry, EntryResult } from './types';

/** An operation whose items share requests: what to fill in, and how that becomes an entry. */
export interface BulkDefinition extends Pick<BatchOperation, 'properties' | 'countsTwice'> {
	endpoint: BulkEndpoint;
	/** @throws NodeOperationError naming the item and the parameter when a value makes no sense */
	readEntry(this: IExecuteFunctions, itemIndex: number): BulkEntry;
}

/**
 * Makes a node operation that sends the entries of all items in as few requests as the endpoint
 * allows and gives each item the result of its entry.
 */
export function bulkOperation({
	endpoint,
	readEntry,
	...described
}: BulkDefinition): BatchOperation {
	return {
		...described,

		async executeBatch(this: IExecuteFunctions, itemIndices: number[]): Promise<ItemResult[]> {
			const connection = await connectToBraze.call(this, itemIndices[0]);
			const read = itemIndices.map((itemIndex) => tryToRead.call(this, readEntry, itemIndex));
			const entries = read.flatMap((result) => ('entry' in result ? [result.entry] : []));
			const results = await sendBulk(connection, endpoint, entries, {
				signal: this.getExecutionCancelSignal(),
				progress: new Progress(this.logger, `Braze: ${endpoint.permission}`, entries.length),
			});

			return itemIndices.map((itemIndex, position) => {
				const item = read[position];
				if (!('entry' in item)) return item;
				return toItemResult.call(this, results.get(item.entry)!, itemIndex);
			});
		},
	};
}

/** The entry of an item, or the result of an item whose parameters do not make sense. */
function tryToRead(
	this: IExecuteFunctions,
	readEntry: BulkDefinition['readEntry'],
	itemIndex: number,
): { entry: BulkEntry } | ItemResult {
	try {
		return { entry: readEntry.call(this, itemIndex) };
	} catch (thrown) {
		const error = toItemError(this.getNode(), thrown, itemIndex);
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
