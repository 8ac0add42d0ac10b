import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { toItemError, type ItemError } from '../errors';
import type { BatchOperation, ItemOperation, ItemResult } from './types';
import { Progress } from './progress';

/**
 * What an item's error says about the items after it: nothing, or that they may fail in the same way
 * (no answer). An item that was not tried, as its refusal was known, says nothing new.
 */
export type ErrorScope = 'item' | 'connection' | 'notTried';

export interface ParallelRun {
	/** What the log calls it. */
	what: string;
	/** How many items may be under way at once; read once, for the first item. */
	limit(this: IExecuteFunctions, itemIndex: number): number;
	/** Tells what an error says about the other items, so that thousands do not fail one by one. */
	scopeOf(error: ItemError): ErrorScope;
}

/** So many items in a row without an answer: the vendor is away, and the rest is not tried. */
const MOST_UNANSWERED = 20;

/**
 * Makes an operation on one item one that works on several items at once. Every item is worked on,
 * also after another has failed, and results keep the order of the items.
 */
export function inParallel(operation: ItemOperation, run: ParallelRun): BatchOperation {
	return {
		properties: operation.properties,
		countsTwice: operation.countsTwice,

		async executeBatch(this: IExecuteFunctions, itemIndices: number[]): Promise<ItemResult[]> {
			const results: ItemResult[] = [];
			const progress = new Progress(this.logger, run.what, itemIndices.length);
			const signal = this.getExecutionCancelSignal();
			const stop = new StopRule();
			let next = 0;
			const work = async () => {
				while (next < itemIndices.length && !signal?.aborted && stop.reason === undefined) {
					const position = next++;
					const result = await runItem.call(this, operation, itemIndices[position], run);
					results[position] = result;
					stop.heed(result, run);
					progress.count('json' in result);
				}
			};
			const limit = Math.max(1, Math.floor(run.limit.call(this, itemIndices[0])) || 1);
			await Promise.all(Array.from({ length: Math.min(limit, itemIndices.length) }, work));
			return itemIndices.map(
				(itemIndex, position) => results[position] ?? notTried.call(this, itemIndex, stop.reason),
			);
		},
	};
}

async function runItem(
	this: IExecuteFunctions,
	operation: ItemOperation,
	itemIndex: number,
	{ scopeOf }: ParallelRun,
): Promise<ItemResult> {
	try {
		const json = await operation.execute.call(this, itemIndex);
		return { json: Array.isArray(json) ? json : [json] };
	} catch (thrown) {
		const error = toItemError(this.getNode(), thrown, itemIndex);
		return { error, details: scopeOf(error) === 'notTried' ? NOT_TRIED : {} };
	}
}

/** Decides after each item whether the others are worth trying. */
class StopRule {
	/** What ended the run. */
	reason?: ItemError;

	private unanswered = 0;

	heed(result: ItemResult, { scopeOf }: ParallelRun): void {
		const scope = 'error' in result ? scopeOf(result.error) : 'item';
		if (scope === 'notTried') return;
		this.unanswered = scope === 'connection' ? this.unanswered + 1 : 0;
		if ('error' in result && this.unanswered >= MOST_UNANSWERED) this.reason ??= result.error;
	}
}

/** What the error output says of an item of which nothing was sent. */
const NOT_TRIED = { verdict: 'not_tried' };

/** Without the other item's description: that one may have been acted on, nothing of this was sent. */
function notTried(this: IExecuteFunctions, itemIndex: number, reason?: ItemError): ItemResult {
	const why = reason?.message ?? 'the execution was stopped';
	const error = new NodeOperationError(this.getNode(), `Not tried: ${why}`, { itemIndex });
	return { error, details: NOT_TRIED };
}
