import type { IDataObject, IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

import { operationError } from '../errors';
import {
	isNoValue,
	isRounded,
	isShortened,
	NO_EXTERNAL_ID,
	NO_ID,
	ROUNDED,
	SHORTENED_HINT,
	shortenedWarning,
} from '../values/identifiers';
import { asText, isBlank, isEmpty, isObject } from '../values/json';
import { findLostIn, findRounded } from '../values/jsonValues';
import { jsonPlace } from '../values/jsonPlace';
import { readNumber } from '../values/number';
import { parseExact } from '../values/parseExact';
import { shownText } from '../values/shownText';
import { trimmed } from '../values/trimmed';
import { withoutNotes } from './errorNote';

/** What a JSON object looks like, for a person who types one. */
export const anyObject = () => '{ "name": "value", "number": 4.75 }';

/** The smallest and the largest number that a parameter takes, as n8n's `typeOptions` have them. */
interface Range {
	minValue?: number;
	maxValue?: number;
}

/** Reads values of one input item, wherever they come from. Errors name the item. */
export class ItemValues {
	/** Whether a second run of it would do more than the first, though not of every item of its operation. */
	doesMoreAgain = false;

	constructor(
		readonly context: IExecuteFunctions,
		readonly index: number,
		/** What the user should know about the item; its output has them. */
		readonly warnings: string[] = [],
	) {}

	/**
	 * A value as text without leading or trailing whitespace; '' if it is empty. Numbers become text,
	 * because IDs may be numbers.
	 *
	 * @param label what the panel calls it
	 * @throws NodeOperationError if it is neither text nor a number that is held exactly
	 */
	toText(value: unknown, label: string): string {
		if (isEmpty(value)) return '';
		if (isRounded(value)) throw this.error(`'${label}' ${ROUNDED.problem}`, ROUNDED.hint);
		if (typeof value !== 'string' && !Number.isFinite(value)) {
			throw this.error(
				`'${label}' must be text or a number`,
				'Check its expression: it returns something else',
			);
		}
		const text = trimmed(String(value));
		if (isShortened(text)) this.warnings.push(shortenedWarning(text));
		return text;
	}

	/**
	 * The same, for an ID of which every digit counts: one that the vendor makes, a phone number, or one
	 * that is given to a person.
	 *
	 * @throws NodeOperationError also if a spreadsheet has shortened it, or it stands for no value
	 */
	toId(value: unknown, label: string): string {
		const text = this.toName(this.toText(value, label), label);
		if (!isShortened(text)) return text;
		throw this.error(`'${label}' is not the whole ID: ${text}`, SHORTENED_HINT);
	}

	/**
	 * An ID of a person in other systems.
	 *
	 * @throws NodeOperationError if it is what look-ups write where there is none: all for whom it stands would
	 *   become one person
	 */
	toExternalId(text: string, label: string): string {
		if (!NO_EXTERNAL_ID.test(text)) return text;
		throw this.error(`'${label}' ${NO_ID.problem(text)}`, NO_ID.hint);
	}

	/** @throws NodeOperationError if a text stands for no value: everybody without one would be one person */
	protected toName(text: string, label: string): string {
		if (!isNoValue(text)) return text;
		throw this.error(`'${label}' ${NO_ID.problem(text)}`, NO_ID.hint);
	}

	/**
	 * A value as a number.
	 *
	 * @param label what the panel calls it
	 * @throws NodeOperationError if it is empty, no number, or out of range
	 */
	toNumber(value: unknown, label: string, { minValue, maxValue }: Range = {}): number {
		const number = readNumber(value);
		if (number === undefined) {
			throw isBlank(value)
				? this.error(`'${label}' is empty`, 'Enter a number')
				: this.error(
						`'${label}' is not a number: ${shownText(asText(value), 60)}`,
						'Write it with digits and a decimal point, such as 12.50',
					);
		}
		if (number >= (minValue ?? -Infinity) && number <= (maxValue ?? Infinity)) return number;
		throw this.error(
			`'${label}' is out of range`,
			maxValue === undefined
				? `It must be a number, ${minValue} or more`
				: `It must be a number from ${minValue ?? 0} to ${maxValue}`,
		);
	}

	/**
	 * A value as a JSON object; an empty object if it is blank.
	 *
	 * @param label what the panel calls it
	 * @param formOf says what it looks like, for errors
	 * @throws NodeOperationError if it is not a JSON object
	 */
	toJsonObject(value: unknown, label: string, formOf = anyObject): IDataObject {
		const parsed = this.toJson(value, label, formOf) ?? {};
		if (isObject(parsed)) return parsed;
		throw this.error(`'${label}' must be a JSON object`, `Enter it as ${formOf()}`);
	}

	/**
	 * JSON as text or as the value itself; undefined if it is blank. Long IDs in text stay exact. In an
	 * item of the error output, what the node has noted is not part of it.
	 *
	 * @throws NodeOperationError if it is not JSON, or JSON would make null of a value in it
	 */
	toJson(value: unknown, label: string, formOf = anyObject): unknown {
		if (typeof value !== 'string') return this.sendable(withoutNotes(value ?? undefined), label);
		if (isBlank(value)) return undefined;
		try {
			return withoutNotes(parseExact(value));
		} catch {
			throw this.error(
				`'${label}' is not valid JSON: ${jsonPlace(value) ?? 'it is nested too deep'}`,
				`Enter it as ${formOf()}: names and text in double quotes, a comma between entries and none after the last`,
			);
		}
	}

	/** The same fields, with a warning if there is a number in them that was rounded. */
	protected withRounded(fields: IDataObject, label: string): IDataObject {
		const rounded = findRounded(fields);
		if (rounded !== undefined) {
			this.warnings.push(
				`'${rounded}' in '${label}' is a number that is too large to be exact: send it as text`,
			);
		}
		return fields;
	}

	/** What an expression returns as a value can hold what JSON cannot: null would empty or remove a field. */
	private sendable(value: unknown, label: string): unknown {
		const lost = typeof value === 'object' && value !== null ? findLostIn(value) : undefined;
		if (lost === undefined) return value;
		throw this.error(
			`In '${label}', ${lost}`,
			'Nothing in this item was sent, because null would be sent in its place. Check the expression: this item has no such value',
		);
	}

	/** An error for this item; the description says what to do about it. */
	error(message: string, description?: string): NodeOperationError {
		const itemIndex = this.index;
		return operationError(this.context.getNode(), { message, description, itemIndex });
	}
}
