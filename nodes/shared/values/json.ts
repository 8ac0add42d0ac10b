import type { IDataObject } from 'n8n-workflow';

/** Whether a JSON value is an object: neither null nor an array. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is a text or a number, which both can be made a text. */
export function isScalar(value: unknown): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}

/** Whether a parameter or a field holds nothing. */
export function isEmpty(value: unknown): value is '' | null | undefined {
	return value === undefined || value === null || value === '';
}

/** A copy without the entries that hold nothing. */
export function withoutEmpty(fields: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}
