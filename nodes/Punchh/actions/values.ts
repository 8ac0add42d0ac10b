import { isEmpty, isObject } from '../../shared/values/json';

/** A value as text without whitespace at its ends; nothing is empty text. */
export function asText(value: unknown): string {
	if (isEmpty(value)) return '';
	return (isObject(value) ? JSON.stringify(value) : String(value)).trim();
}

/** An ID of Punchh as Punchh gives it: a number, where it is one. */
export function asId(id: string): string | number {
	const number = Number(id);
	return /^[0-9]+$/.test(id) && Number.isSafeInteger(number) ? number : id;
}
