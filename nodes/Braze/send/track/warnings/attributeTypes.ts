import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../../shared/values/json';
import { PRIMARY_IDENTIFIERS } from '../../../identity/user';
import { FLAGS } from '../checks/limits';
import { STANDARD_FIELDS } from '../checks/standardFields';
import { isStorableTime } from '../checks/times';
import type { TrackObject, Warn } from '../objects/types';

const NOT_CUSTOM: ReadonlySet<string> = new Set<string>([
	...FLAGS,
	...PRIMARY_IDENTIFIERS,
	...Object.keys(STANDARD_FIELDS),
]);

/** The operation that an attribute value asks for; undefined if it is a plain value. */
export function operationOf(value: IDataObject): 'increment' | 'list' | 'objects' | undefined {
	if ('inc' in value) return 'increment';
	if ('add' in value || 'remove' in value) return 'list';
	return ['$add', '$remove', '$update'].some((key) => key in value) ? 'objects' : undefined;
}

/**
 * Remembers the types of every custom attribute in a run. Braze sets an attribute's type with the
 * first value, and converts or ignores later values of another type. So two types in one run are
 * worth a warning, for the second and all that follow.
 */
export class AttributeTypes {
	private readonly seen = new Map<string, string[]>();

	/** Warns about attributes of this object that had another type in an earlier one. */
	findWarnings({ array, body }: TrackObject, warn: Warn): void {
		if (array !== 'attributes') return;
		for (const name in body) {
			const value = body[name];
			const type = NOT_CUSTOM.has(name) ? undefined : typeOf(value);
			if (type === undefined) continue;
			const types = this.seen.get(name) ?? [];
			const other = types.find((seen) => seen !== type && !fits(value, seen));
			if (other !== undefined) {
				warn(
					`'${name}' is ${type} here and ${other} in an earlier item: Braze keeps the type that it saw first, and ignores what it cannot convert`,
				);
			}
			if (!types.includes(type) && !isEmptyList(value)) this.seen.set(name, [...types, type]);
		}
	}
}

const TEXT = 'text';
const DATE = 'a date';
const LIST = 'a list';
const OBJECT_LIST = 'a list of objects';

const TYPES_OF_OPERATIONS = { increment: 'a number', list: LIST, objects: OBJECT_LIST };

/** Undefined for null, which has no type. */
function typeOf(value: unknown): string | undefined {
	if (Array.isArray(value)) return value.some(isObject) ? OBJECT_LIST : LIST;
	if (isObject(value)) {
		const operation = operationOf(value);
		if (operation !== undefined) return TYPES_OF_OPERATIONS[operation];
		return '$time' in value ? DATE : 'an object';
	}
	switch (typeof value) {
		case 'string':
			return isStorableTime(value) ? DATE : TEXT;
		case 'number':
			return 'a number';
		case 'boolean':
			return 'true or false';
		default:
			return undefined;
	}
}

/** Values that look like another type but are stored anyway. */
function fits(value: unknown, type: string): boolean {
	return typeof value === 'string' ? type === TEXT : isEmptyList(value) && type === OBJECT_LIST;
}

function isEmptyList(value: unknown): boolean {
	return Array.isArray(value) && value.length === 0;
}
