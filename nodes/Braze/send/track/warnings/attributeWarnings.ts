import type { IDataObject } from 'n8n-workflow';

import { isBlank, isObject } from '../../../../shared/values/json';
import { isNoDay } from '../../../../shared/values/times';
import { operationOf } from './attributeTypes';
import { LIMITS, SILENT_LIMITS } from '../checks/limits';
import { isStorableTime } from '../checks/times';
import type { Warn } from '../objects/types';

const LOST = 'Braze drops all of it';

/** Warns about problems in the value of an attribute, at any depth. */
export function warnOfAttribute(name: string, value: unknown, merges: boolean, warn: Warn): void {
	if (isObject(value)) {
		warnOfObject(name, value, merges, warn);
	} else if (!Array.isArray(value)) {
		warnOfScalar(name, value, warn);
	} else if (value.some(isObject)) {
		for (const element of value) warnOfNested(name, element, false, warn);
	} else {
		warnOfList(name, value, warn);
	}
}

/** Warns about an object or list that is too large; only called if the whole body is that large. */
export function warnOfSize(name: string, value: unknown, warn: Warn): void {
	if (typeof value !== 'object' || value === null) return;
	if (Buffer.byteLength(JSON.stringify(value)) <= SILENT_LIMITS.nestedBytes) return;
	const kilobytes = SILENT_LIMITS.nestedBytes / 1_000;
	const isFlat = Array.isArray(value) && !value.some(isObject);
	warn(
		`${name} is larger than ${kilobytes} KB: Braze drops ${isFlat ? 'the oldest elements' : 'it'}`,
	);
}

/** Warns about text too long and numbers too large, at any depth. */
export function warnOfScalars(name: string, value: unknown, warn: Warn): void {
	if (typeof value !== 'object' || value === null) {
		warnOfScalar(name, value, warn);
	} else if (Array.isArray(value)) {
		for (const inner of value) warnOfScalars(name, inner, warn);
	} else {
		for (const key in value) warnOfScalars(name, (value as IDataObject)[key], warn);
	}
}

/** Whether a value is a scalar that gives no warning. */
export function isHarmless(value: unknown): boolean {
	if (typeof value === 'string') return value.length <= SILENT_LIMITS.text && !isNoDay(value);
	if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
	return typeof value === 'boolean';
}

function warnOfObject(name: string, value: IDataObject, merges: boolean, warn: Warn): void {
	switch (operationOf(value)) {
		case 'increment':
			if (!Number.isInteger(value.inc)) {
				warn(`${name} has an increment that is not a whole number: Braze ignores it`);
			}
			return;
		case 'list':
			for (const elements of [value.add, value.remove]) warnOfList(name, listOf(elements), warn);
			return;
		case 'objects':
			warnOfObjectArray(name, value, merges, warn);
			return;
		default:
			warnOfNested(name, value, merges, warn);
	}
}

function warnOfObjectArray(name: string, value: IDataObject, merges: boolean, warn: Warn): void {
	const { $add: added, $update: updates, $remove: removals } = value;
	const written = [
		...listOf(added),
		...listOf(updates).map((update) => (isObject(update) ? update.$new_object : update)),
	];
	if (![...written, ...listOf(removals)].every(isObject)) {
		warn(`${name} has an operation on something that is not an object: ${LOST}`);
	}
	if (
		[...listOf(updates), ...listOf(removals)].some((one) => isObject(one) && !isIdentified(one))
	) {
		warn(
			`${name} has an operation without '$identifier_key' or '$identifier_value': Braze finds no object by it`,
		);
	}
	for (const object of written) warnOfNested(name, object, merges, warn);
}

function isIdentified({ $identifier_key: key, $identifier_value: value }: IDataObject): boolean {
	return !isBlank(key) && !isBlank(value);
}

/** One value that Braze cannot store makes it drop the attribute. Null removes a key, if merged. */
function warnOfNested(name: string, value: unknown, merges: boolean, warn: Warn): void {
	if (value === null) {
		warn(`${name} has a null in it that removes nothing: ${LOST}`);
	} else if (Array.isArray(value)) {
		for (const element of value) warnOfNested(name, element, false, warn);
	} else if (!isObject(value)) {
		warnOfScalar(name, value, warn);
	} else if ('$time' in value) {
		if (!isStorableTime(value.$time)) warn(`${name} has a '$time' that is not a date: ${LOST}`);
	} else {
		for (const [key, inner] of Object.entries(value)) {
			warnOfKey(name, key, warn);
			if (inner !== null || !merges) warnOfNested(name, inner, merges, warn);
		}
	}
}

function warnOfKey(name: string, key: string, warn: Warn): void {
	if (/[.$]/.test(key)) {
		warn(`${name} has a key with a dot or a dollar sign ('${key.slice(0, 40)}'): ${LOST}`);
	} else if (key.length > LIMITS.name) {
		warn(`${name} has a key longer than ${LIMITS.name} characters: ${LOST}`);
	}
}

function warnOfList(name: string, list: unknown[], warn: Warn): void {
	if (list.length > SILENT_LIMITS.arrayElements) {
		warn(`${name} has over ${SILENT_LIMITS.arrayElements} elements: Braze drops the oldest`);
	}
	for (const element of list) warnOfScalar(name, element, warn);
}

function warnOfScalar(name: string, value: unknown, warn: Warn): void {
	if (isHarmless(value)) return;
	if (typeof value === 'string' && isNoDay(value)) {
		warn(`${name} is a day that does not exist (${value}): Braze keeps it as text`);
	} else if (typeof value === 'string') {
		warn(`${name} is longer than ${SILENT_LIMITS.text} characters: Braze may truncate or drop it`);
	} else if (typeof value === 'number') {
		warn(`${name} is a number that is too large to be exact: send it as text`);
	}
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
