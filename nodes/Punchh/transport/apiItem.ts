import type { IDataObject, IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

import type { ItemError } from '../../shared/errors';
import { readForItems, type ForItem } from '../../shared/http/credentials';
import { pauseUnlessStopped } from '../../shared/http/retry';
import { scopeOf, withScope } from '../../shared/operations/errorScope';
import { Item } from '../../shared/operations/item';
import { CREDENTIALS, type PunchhApiFace, type PunchhCall } from './call';
import { accountOf } from './credential';
import { toError } from './errors';
import type { Outcome } from './outcome';
import { punchhOutcome, punchhRequest, readingOnce, stopSignal } from './punchhRequest';

/** An input item that can also call Punchh. */
export class ApiItem extends Item {
	/** The calls of an item have the same credential. */
	private readonly readCredentials = readingOnce(this.context, this.index);

	/** The same item, able to call Punchh. */
	static of({ context, index, operation, warnings }: Item): ApiItem {
		return new ApiItem(context, index, operation, warnings);
	}

	/**
	 * The account that a call for each of some items goes to, as text that is the same for the same
	 * server and keys.
	 */
	static async accountsOf(
		context: IExecuteFunctions,
		api: PunchhApiFace,
		items: Item[],
	): Promise<Array<ForItem<string>>> {
		const indices = items.map(({ index }) => index);
		return await readForItems(context, CREDENTIALS[api], indices, accountOf);
	}

	/** Calls Punchh and returns its answer; anything but success becomes an error. */
	async request(call: PunchhCall): Promise<IDataObject> {
		const { context, index, readCredentials } = this;
		return await punchhRequest.call(context, this.complete(call), index, readCredentials);
	}

	/** Calls Punchh and returns the outcome. */
	async outcome(call: PunchhCall): Promise<Outcome> {
		const { context, index, readCredentials } = this;
		return await punchhOutcome.call(context, this.complete(call), index, readCredentials);
	}

	/** Waits, unless the user stops the execution. */
	async pause(ms: number): Promise<void> {
		await pauseUnlessStopped(stopSignal(this.context))(ms);
	}

	/** The error for an outcome other than success. */
	outcomeError(call: PunchhCall, outcome: Outcome): ItemError {
		return toError.call(this.context, call, outcome, this.index);
	}

	/** The error for a call that may have been carried out, if checking what it did failed. */
	openError(call: PunchhCall, open: Outcome, why: Error): NodeOperationError {
		const error = this.outcomeError(call, open);
		const check = `Checking what it did failed as well: ${why.message}`;
		const description = [error.description, check].filter(Boolean).join('. ');
		return withScope(this.error(error.message, description), scopeOf(error));
	}

	/** Adds what the operation and its options say about all of its calls. */
	private complete(call: PunchhCall): PunchhCall {
		const language = this.value('options.language', '');
		return {
			...call,
			repeatSafe: call.repeatSafe ?? !this.operation.countsTwice,
			...(language ? { headers: { ...call.headers, 'Accept-Language': language } } : {}),
		};
	}
}
