import type { IDataObject } from 'n8n-workflow';

import { FLAGS } from '../checks/limits';
import { prepare, serialise } from './prepare';
import type { PreparedObject } from './types';
import { identifierTypeOf } from '../../../identity/user';

/** The object of a user that can take the attributes that follow. */
interface OpenObject {
	body: IDataObject;
	prepared: PreparedObject;
	target: string;
}

/** Merges an object into an earlier one, which it returns; otherwise it returns the object itself. */
export type Merge = (prepared: PreparedObject) => PreparedObject;

/**
 * Returns a function that merges the plain attributes of a user into the previous object of that
 * user, so that an attribute set by several items is written once, with its last value. The verdict
 * of that object then applies to everything merged into it.
 *
 * For attributes with an operation (`inc`, `add`, ...) or with nested objects the order matters:
 * they stay separate, and nothing is moved across them.
 */
export function attributeMerger(): Merge {
	const latest = new Map<string, OpenObject>();
	return (prepared) => {
		const { array, user, text } = prepared;
		if (array !== 'attributes' || user === undefined) return prepared;

		const body = JSON.parse(text) as IDataObject;
		const before = latest.get(user);
		const target = targetOf(body);
		if (!isPlain(body)) {
			latest.delete(user);
		} else if (before?.target === target) {
			before.body = { ...before.body, ...body };
			const merged = prepare({ array, body: before.body }, serialise(before.body));
			return Object.assign(before.prepared, merged);
		} else {
			latest.set(user, { body, prepared, target });
		}
		return prepared;
	};
}

/** The exact identifier of an object, and whether Braze may create a profile for it. */
function targetOf(body: IDataObject): string {
	const type = identifierTypeOf(body)!;
	return JSON.stringify([type, body[type], body._update_existing_only]);
}

/** Keys of the target, which do not affect how attributes are written. */
const TARGET_KEYS: readonly string[] = ['user_alias', '_update_existing_only'];

/** Whether an attributes object only sets values: no operations, no nested objects. */
function isPlain(body: IDataObject): boolean {
	return Object.entries(body).every(
		([name, value]) =>
			TARGET_KEYS.includes(name) ||
			(!(FLAGS as readonly string[]).includes(name) && !holdsObject(value)),
	);
}

function holdsObject(value: unknown): boolean {
	return typeof value === 'object' && value !== null && !isFlatArray(value);
}

function isFlatArray(value: object): boolean {
	return Array.isArray(value) && value.every((element) => typeof element !== 'object');
}
