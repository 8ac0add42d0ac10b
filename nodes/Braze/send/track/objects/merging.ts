import type { IDataObject } from 'n8n-workflow';

import { FLAGS } from '../checks/limits';
import { prepare, serialise } from './prepare';
import type { PreparedObject } from './types';
import { identifierTypeOf } from '../../../identity/user';

/** The object of a user into which what follows may be put. */
interface OpenObject {
	body: IDataObject;
	prepared: PreparedObject;
	target: string;
}

/** Puts an object into an earlier one, which is returned then; else the object itself. */
export type Merge = (prepared: PreparedObject) => PreparedObject;

/**
 * A function that puts plain attributes of one user into the object that came before, so that an
 * attribute that several items set is written once, with its last value. The verdict of that earlier
 * object is then the verdict of all that went into it.
 *
 * Attributes with an operation (`inc`, `add`, ...) or with nested objects depend on their place: they
 * stay by themselves, and nothing is moved across them.
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

/** Whom an object is for, to the letter, and whether Braze may make a profile for it. */
function targetOf(body: IDataObject): string {
	const type = identifierTypeOf(body)!;
	return JSON.stringify([type, body[type], body._update_existing_only]);
}

/** What does not say how attributes are written. */
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
