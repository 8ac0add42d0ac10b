import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { toItemError } from './errors';
import type { BatchOperation, ItemError, ItemOperation, ItemResult } from './operation';
import { Progress } from './progress';

/**
 * What an item's error says about the items after it: nothing, that they will fail in the same way
 * (a key that is refused), or that they may (no answer).
 */
export type ErrorScope = 'item' | 'run' | 'connection';

export interface ParallelRun {
	/** What the log calls it. */
	what: string;
	/** How many items may be under way at once; read once, for the first item. */
	limit(this: IExecuteFunctions, itemIndex: number): number;
	/** Tells whether an error ends the run, so that thousands of items do not fail one by one. */
	scopeOf(this: IExecuteFunctions, error: ItemError): ErrorScope;
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
			const stop = new StopRule((error) => run.scopeOf.call(this, error));
			let next = 0;
			const work = async () => {
				while (next < itemIndices.length && !signal?.aborted && stop.reason === undefined) {
					const position = next++;
					const result = await runItem.call(this, operation, itemIndices[position]);
					results[position] = result;
					stop.heed(result);
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
): Promise<ItemResult> {
	try {
		const json = await operation.execute.call(this, itemIndex);
		return { json: Array.isArray(json) ? json : [json] };
	} catch (thrown) {
		return { error: toItemError(this.getNode(), thrown, itemIndex), details: {} };
	}
}

/** An error, and what it says about the items after it. */
interface StopReason {
	error: ItemError;
	scope: ErrorScope;
}

/** Decides after each item whether the others are worth trying. */
class StopRule {
	/** What ended the run. */
	reason?: StopReason;

	private unanswered = 0;

	constructor(private readonly scopeOf: (error: ItemError) => ErrorScope) {}

	heed(result: ItemResult): void {
		const scope = 'error' in result ? this.scopeOf(result.error) : 'item';
		this.unanswered = scope === 'connection' ? this.unanswered + 1 : 0;
		if ('error' in result && (scope === 'run' || this.unanswered >= MOST_UNANSWERED)) {
			this.reason ??= { error: result.error, scope };
		}
	}
}

function notTried(this: IExecuteFunctions, itemIndex: number, reason?: StopReason): ItemResult {
	const why = reason?.error.message ?? 'the execution was stopped';
	const error = new NodeOperationError(this.getNode(), `Not tried: ${why}`, {
		itemIndex,
		// Where no answer came, the other item's may have been acted on; nothing of this one was sent.
		description: reason?.scope === 'run' ? (reason.error.description ?? undefined) : undefined,
	});
	return { error, details: { verdict: 'not_tried' } };
}
