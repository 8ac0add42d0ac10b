import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { toItemError, type ItemError } from '../errors';
import { scopeOf } from './errorScope';
import type { Item } from './item';
import { Progress } from './progress';
import type { ItemResult } from './types';

/** How to process items one by one. */
export interface ParallelRun<I extends Item> {
	/** The name of the run in the log. */
	what: string;
	/** How many items may be in progress at once. */
	concurrency: number;
	/**
	 * After this many items in a row without an answer the vendor is down, and the rest is not tried.
	 */
	mostUnanswered: number;
	/** Whom an item is about: items about the same person are processed in their order. */
	about(item: I): string | undefined;
	/** Processes one item and returns its output, or throws. */
	execute(item: I): Promise<IDataObject | IDataObject[]>;
}

/**
 * Processes items one by one, or several at a time. Every item is processed, even after another has
 * failed, and the results keep the order of the items.
 */
export async function inParallel<I extends Item>(
	context: IExecuteFunctions,
	items: I[],
	run: ParallelRun<I>,
): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	const progress = new Progress(context.logger, run.what, items.length);
	const signal = context.getExecutionCancelSignal();
	const stop = new StopRule(run.mostUnanswered);
	const goesOn = () => !signal?.aborted && stop.reason === undefined;
	const lanes = Math.max(1, Math.floor(run.concurrency) || 1);
	const handle = async (position: number) => {
		if (!goesOn()) return;
		const result = await runItem(items[position], run);
		results[position] = result;
		stop.note(result);
		progress.count('json' in result);
	};
	const inOrder = lanes === 1 ? handle : orderKeeper(items, run, handle);
	let next = 0;
	const work = async () => {
		while (next < items.length && goesOn()) await inOrder(next++);
	};
	await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, work));
	return items.map((item, position) => results[position] ?? notTried(item, stop.reason));
}

/** Has an item wait for the earlier ones about the same person: of two changes, the later one counts. */
function orderKeeper<I extends Item>(
	items: I[],
	{ about }: ParallelRun<I>,
	handle: (position: number) => Promise<void>,
): (position: number) => Promise<void> {
	const latest = new Map<string, Promise<void>>();
	return async (position) => {
		const whom = about(items[position]);
		const before = whom === undefined ? undefined : latest.get(whom);
		const done = before === undefined ? handle(position) : before.then(() => handle(position));
		if (whom !== undefined) latest.set(whom, done);
		await done;
	};
}

async function runItem<I extends Item>(item: I, { execute }: ParallelRun<I>): Promise<ItemResult> {
	try {
		const json = await execute(item);
		return { json: Array.isArray(json) ? json : [json] };
	} catch (thrown) {
		const error = toItemError(item.context.getNode(), thrown, item.index);
		return { error, details: scopeOf(error) === 'notTried' ? NOT_TRIED : {} };
	}
}

/** Decides after each item whether the others are worth trying. */
class StopRule {
	/** What ended the run. */
	reason?: ItemError;

	private unanswered = 0;

	constructor(private readonly mostUnanswered: number) {}

	note(result: ItemResult): void {
		const scope = 'error' in result ? scopeOf(result.error) : 'item';
		if (scope === 'notTried') return;
		this.unanswered = scope === 'connection' ? this.unanswered + 1 : 0;
		if ('error' in result && this.unanswered >= this.mostUnanswered) this.reason ??= result.error;
	}
}

/** What the error output says about an item that was not sent. */
const NOT_TRIED = { verdict: 'not_tried' };

/** Without the other item's description: the vendor may have acted on that one, but not on this. */
function notTried(item: Item, reason?: ItemError): ItemResult {
	const why = reason?.message ?? 'the execution was stopped';
	return { error: item.error(`Not tried: ${why}`), details: NOT_TRIED };
}
