import type { IDataObject } from 'n8n-workflow';

/** Whether a JSON value is an object: neither null nor an array. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is text or a number, so that it can be written as text. */
export function isScalar(value: unknown): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}

/** Whether a parameter or a field holds nothing. Everywhere in this package, "empty" means this. */
export function isEmpty(value: unknown): value is '' | null | undefined {
	return value === undefined || value === null || value === '';
}

/** Whether it is empty, or text of nothing but whitespace. */
export function isBlank(value: unknown): boolean {
	return isEmpty(value) || (typeof value === 'string' && value.trim() === '');
}

/**
 * The text of a body in UTF-8, without the mark that some senders put before it. A signature covers that
 * mark as well, so it is checked on the bytes.
 */
export function bodyText(bytes: Buffer): string {
	return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** A copy without the empty entries. */
export function withoutEmpty(fields: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

/** A value as text without leading or trailing whitespace; '' when it is empty. */
export function asText(value: unknown): string {
	if (isEmpty(value)) return '';
	return (isObject(value) ? JSON.stringify(value) : String(value)).trim();
}

/**
 * An ID as a number where that number is written just like it and JavaScript can hold it exactly, else as
 * the text it is: `007` is not 7.
 */
export function asId(id: string): string | number {
	const number = Number(id);
	return Number.isSafeInteger(number) && String(number) === id && number >= 0 ? number : id;
}
