import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../../shared/values/json';
import { readParameter } from '../../shared/operations/readParameter';

/**
 * A text parameter, or what is chosen in a list, blanks at its ends removed; '' when it is empty.
 *
 * @throws NodeOperationError naming the item and the parameter when it is no text
 */
export function optionalText(
	this: IExecuteFunctions,
	name: string,
	displayName: string,
	itemIndex: number,
): string {
	const given = readParameter.call(this, name, itemIndex, '') as unknown;
	const value = isObject(given) && '__rl' in given ? given.value : given;
	return toText.call(this, value, displayName, itemIndex);
}

/**
 * The same, of a value that was read already. Numbers become text: Punchh's IDs are numbers, Braze
 * wants text.
 *
 * @throws NodeOperationError naming the item and the parameter when it is no text
 */
export function toText(
	this: IExecuteFunctions,
	value: unknown,
	displayName: string,
	itemIndex: number,
): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string' || Number.isFinite(value)) return String(value).trim();
	throw new NodeOperationError(this.getNode(), `'${displayName}' must be text or a number`, {
		itemIndex,
		description: 'Check its expression: it gives something else',
	});
}

/**
 * A text parameter that must not be empty.
 *
 * @throws NodeOperationError naming the item and the parameter when it is empty or no text
 */
export function requiredText(
	this: IExecuteFunctions,
	name: string,
	displayName: string,
	itemIndex: number,
): string {
	const text = optionalText.call(this, name, displayName, itemIndex);
	if (text !== '') return text;
	throw new NodeOperationError(this.getNode(), `'${displayName}' is empty`, {
		itemIndex,
		description: 'Fill it in. If it is an expression, this item has no such value',
	});
}

/**
 * A JSON parameter as an object; expressions may already give one. Empty text is an empty object.
 *
 * @throws NodeOperationError naming the item and the parameter when it is no JSON object
 */
export function jsonObject(
	this: IExecuteFunctions,
	name: string,
	displayName: string,
	itemIndex: number,
): IDataObject {
	const value = readParameter.call(this, name, itemIndex, '{}') as unknown;
	return parseJsonObject.call(this, value, displayName, itemIndex);
}

/**
 * The same, of a value that was read already.
 *
 * @throws NodeOperationError naming the item and the parameter when it is no JSON object
 */
export function parseJsonObject(
	this: IExecuteFunctions,
	value: unknown,
	displayName: string,
	itemIndex: number,
): IDataObject {
	let parsed = value;
	if (typeof value === 'string') {
		try {
			parsed = value.trim() === '' ? {} : JSON.parse(value);
		} catch (error) {
			throw new NodeOperationError(this.getNode(), `'${displayName}' is not valid JSON`, {
				itemIndex,
				description: (error as Error).message,
			});
		}
	}
	if (isObject(parsed)) return parsed;
	throw new NodeOperationError(this.getNode(), `'${displayName}' must be a JSON object`, {
		itemIndex,
	});
}
