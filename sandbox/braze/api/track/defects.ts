import { isObject, listOf, type Json } from '../../../shared/json';
import { isStorableTime } from '../time';
import { operationOf } from './operators';

const LONGEST_KEY = 255;

/**
 * Why Braze drops the value of a custom attribute whole, without an error; undefined when it does
 * not. (Braze: nested custom attributes; one bad value inside spoils the whole update)
 */
export function defectOf(value: unknown, merge: boolean): string | undefined {
	if (Array.isArray(value)) return value.some(isObject) ? insideDefect(value, false) : undefined;
	if (!isObject(value)) return undefined;
	switch (operationOf(value)) {
		case 'inc':
			return Number.isInteger(value.inc) ? undefined : 'a bad inc';
		case 'list':
			return undefined;
		case 'objects':
			return operationsDefect(value, merge);
		case 'set':
			return insideDefect(value, merge);
	}
}

function operationsDefect(value: Json, merge: boolean): string | undefined {
	const updates = listOf(value.$update);
	if (![...updates, ...listOf(value.$remove)].every(isObject)) return 'a bad operation';
	const written = [...listOf(value.$add), ...updates.map((update) => (update as Json).$new_object)];
	if (!written.every(isObject)) return 'a bad operation';
	return firstDefect(written, (item) => insideDefect(item, merge));
}

/** Null removes a key, but only where objects are merged, and never inside a list. */
function insideDefect(value: unknown, merge: boolean): string | undefined {
	if (value === null) return 'a misplaced null';
	if (Array.isArray(value)) return firstDefect(value, (item) => insideDefect(item, false));
	if (!isObject(value)) return undefined;
	if ('$time' in value) return isStorableTime(value.$time) ? undefined : 'a bad $time';
	return firstDefect(Object.entries(value), ([key, inner]) => {
		if (key.length > LONGEST_KEY || /[.$]/.test(key)) return 'a bad key';
		return inner === null && merge ? undefined : insideDefect(inner, merge);
	});
}

function firstDefect<T>(items: T[], test: (item: T) => string | undefined): string | undefined {
	for (const item of items) {
		const defect = test(item);
		if (defect !== undefined) return defect;
	}
	return undefined;
}
