import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import type { Outcome } from '../../shared/http/send';
import { isObject } from '../../shared/values/json';
import type { ItemError } from '../../shared/errors';
import { readParameter } from '../../shared/operations/readParameter';
import { pauseUnlessStopped } from '../../shared/http/retry';
import { toError } from '../transport/errors';
import type { PunchhCall } from '../transport/call';
import { punchhOutcome, punchhRequest, stopSignal } from '../transport/punchhRequest';

/** One input item in the hands of an operation: what its parameters say, and calls on its behalf. */
export class PunchhItem {
	constructor(
		private readonly context: IExecuteFunctions,
		readonly index: number,
	) {}

	/**
	 * The value of a parameter as it is; it may be a part of the input and must not be changed. A
	 * dotted name reaches into a collection.
	 */
	value<T = string>(name: string, fallback?: NoInfer<T>): T {
		return readParameter.call(this.context, name, this.index, fallback) as T;
	}

	/**
	 * A text parameter that must not be empty, blanks at its ends removed. Numbers become text: IDs
	 * in Punchh's events are numbers.
	 *
	 * @throws NodeOperationError naming the item and the parameter when it is empty or no text
	 */
	required(name: string, displayName: string): string {
		const value = this.value<unknown>(name, '');
		if (typeof value === 'object' && value !== null) {
			throw this.error(
				`'${displayName}' must be text or a number`,
				'Check its expression: it gives something else',
			);
		}
		const text = asText(value);
		if (text !== '') return text;
		throw this.error(
			`'${displayName}' is empty`,
			'Fill it in. If it is an expression, this item has no such value',
		);
	}

	/** What a list, ID or URL parameter picks; empty when nothing is picked. */
	picked(name: string): string {
		return asText(this.context.getNodeParameter(name, this.index, '', { extractValue: true }));
	}

	/** As `picked`, for what must not be empty. */
	requiredPick(name: string, displayName: string): string {
		const id = this.picked(name);
		if (id === '') throw this.error(`'${displayName}' is empty`, 'Pick one, or give its ID');
		return id;
	}

	/** The entries of a collection that have a value. */
	filled(name: string): IDataObject {
		return withoutEmpty(this.value<IDataObject>(name, {}));
	}

	/**
	 * A JSON parameter, given as text or as the value itself; undefined when it is empty.
	 *
	 * @throws NodeOperationError naming the item and the parameter when it is not JSON
	 */
	json(name: string, displayName: string): unknown {
		const given = this.value<unknown>(name, '');
		if (typeof given !== 'string') return given ?? undefined;
		if (given.trim() === '') return undefined;
		try {
			return JSON.parse(given) as unknown;
		} catch {
			throw this.error(`'${displayName}' is not JSON`, 'Check quotes, commas and brackets');
		}
	}

	/** Calls Punchh; an answer other than success becomes an error. */
	async request(call: PunchhCall): Promise<IDataObject> {
		return await punchhRequest.call(this.context, this.inLanguage(call), this.index);
	}

	/** Calls Punchh and returns what came of it. */
	async outcome(call: PunchhCall): Promise<Outcome> {
		return await punchhOutcome.call(this.context, this.inLanguage(call), this.index);
	}

	/** Waits, unless the user stops the execution. */
	async pause(ms: number): Promise<void> {
		await pauseUnlessStopped(stopSignal(this.context))(ms);
	}

	/** The error for an outcome that is no success. */
	outcomeError(call: PunchhCall, outcome: Outcome): ItemError {
		return toError.call(this.context, call, outcome, this.index);
	}

	/** The error for a call that may have been carried out, where the look at what it did failed. */
	openError(call: PunchhCall, open: Outcome, why: Error): NodeOperationError {
		const { message, description, context } = this.outcomeError(call, open);
		const look = `The look for what it did failed as well: ${why.message}`;
		const error = this.error(message, [description, look].filter(Boolean).join('. '));
		error.context.scope = context.scope;
		return error;
	}

	/** An error of this item; the description says what to do. */
	error(message: string, description: string): NodeOperationError {
		return new NodeOperationError(this.context.getNode(), message, {
			itemIndex: this.index,
			description,
		});
	}

	/** Punchh writes its answers in the language that the options ask for. */
	private inLanguage(call: PunchhCall): PunchhCall {
		const language = this.value('options.language', '');
		if (!language) return call;
		return { ...call, headers: { ...call.headers, 'Accept-Language': language } };
	}
}

/** A value as text without blanks at its ends; nothing is empty text. */
export function asText(value: unknown): string {
	if (value === null || value === undefined) return '';
	return (isObject(value) ? JSON.stringify(value) : String(value)).trim();
}

/** A copy without the entries that have no value. */
export function withoutEmpty(fields: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => !['', null, undefined].includes(value as string)),
	);
}

/** An ID of Punchh as Punchh gives it: a number, where it is one. */
export function asId(id: string): string | number {
	const number = Number(id);
	return /^[0-9]+$/.test(id) && Number.isSafeInteger(number) ? number : id;
}
