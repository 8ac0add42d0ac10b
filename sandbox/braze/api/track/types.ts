import { isObject } from '../../../shared/json';
import { attributeTime, isStorableTime } from '../time';

/** What kind of value a custom attribute holds; fixed by its first value. */
export type Kind = 'boolean' | 'number' | 'string' | 'time' | 'array' | 'object' | 'object array';

const BOOLEANS = new Map<unknown, boolean>([
	...[true, 1, '1', 'true', 't'].map((value): [unknown, boolean] => [value, true]),
	...[false, 0, '0', 'false', 'f'].map((value): [unknown, boolean] => [value, false]),
]);

export function kindOf(value: unknown): Kind {
	if (Array.isArray(value)) return value.some(isObject) ? 'object array' : 'array';
	if (isObject(value)) return '$time' in value ? 'time' : 'object';
	if (typeof value === 'string') return isStorableTime(value) ? 'time' : 'string';
	return typeof value === 'number' ? 'number' : 'boolean';
}

/** What a value becomes in an attribute of a kind; undefined where it cannot become that. */
const COERCE: Record<Kind, (value: unknown) => unknown> = {
	boolean: (value) => BOOLEANS.get(typeof value === 'string' ? value.toLowerCase() : value),
	number: (value) => {
		if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) {
			return Number(value);
		}
		return typeof value === 'number' ? value : undefined;
	},
	string: (value) => (typeof value === 'object' ? undefined : String(value)),
	// A date of a year that Braze does not keep as a time is kept as text.
	time: (value) => {
		if (isObject(value)) return '$time' in value ? value : undefined;
		return typeof value === 'string' && !Number.isNaN(attributeTime(value)) ? value : undefined;
	},
	array: (value) => (Array.isArray(value) && !value.some(isObject) ? value : undefined),
	object: (value) => (isObject(value) ? value : undefined),
	'object array': (value) =>
		Array.isArray(value) && (value.length === 0 || value.some(isObject)) ? value : undefined,
};

/** Makes a value fit an attribute's kind; undefined when that is impossible. */
export function coerce(kind: Kind, value: unknown): unknown {
	return COERCE[kind](value);
}
