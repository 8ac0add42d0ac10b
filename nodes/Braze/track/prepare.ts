import type { IDataObject } from 'n8n-workflow';

import { dataPointsOf } from './dataPoints';
import {
	FLAGS,
	NOT_REPEAT_SAFE_OPERATORS,
	PRIMARY_IDENTIFIERS,
	SECONDARY_IDENTIFIERS,
} from './limits';
import type { PreparedObject, TrackObject } from './types';

/** The JSON text of an object and its length in UTF-8 bytes. */
export interface Serialised {
	text: string;
	bytes: number;
}

/** Turns a checked object and its JSON into one that can be packed. */
export type Preparer = (object: TrackObject, serialised: Serialised) => PreparedObject;

/** Serialises an object's body. */
export function serialise(body: IDataObject): Serialised {
	const text = JSON.stringify(body);
	return { text, bytes: Buffer.byteLength(text) };
}

/** Notes what packing and retrying need to know about an object. */
export function prepare(object: TrackObject, { text, bytes }: Serialised): PreparedObject {
	const { array, body } = object;
	return {
		array,
		text,
		bytes,
		user: userOf(body),
		repeatSafe: array === 'attributes' && Object.values(body).every(isRepeatSafe),
		dataPoints: dataPointsOf(object),
	};
}

/**
 * A preparer that puts plain attributes of one user into the object that came before, so that an
 * attribute that several items set is written once, with its last value. It returns that earlier
 * object, whose verdict is then the verdict of all that went into it.
 *
 * Attributes with an operation (`inc`, `add`, ...) or flags depend on their place: they stay by
 * themselves, and nothing is moved across them.
 */
export function mergingPreparer(): Preparer {
	const latest = new Map<string, { body: IDataObject; prepared: PreparedObject }>();
	return (object, serialised) => {
		const { array, body } = object;
		const prepared = prepare(object, serialised);
		if (array !== 'attributes' || prepared.user === undefined) return prepared;

		const before = latest.get(prepared.user);
		if (!isPlain(body)) {
			latest.delete(prepared.user);
		} else if (before === undefined) {
			latest.set(prepared.user, { body, prepared });
		} else {
			before.body = { ...before.body, ...body };
			const merged = { array, body: before.body };
			return Object.assign(before.prepared, prepare(merged, serialise(before.body)));
		}
		return prepared;
	};
}

/** The user that an object is for, as text that can be compared. */
function userOf(body: IDataObject): string | undefined {
	for (const name of [...PRIMARY_IDENTIFIERS, ...SECONDARY_IDENTIFIERS]) {
		const value = body[name];
		if (value === undefined || value === null || value === '') continue;
		if (typeof value !== 'object') return `${name} ${String(value)}`;
		const { alias_label: label, alias_name: alias } = value as IDataObject;
		return `${name} ${JSON.stringify([label, alias])}`;
	}
	return undefined;
}

function isRepeatSafe(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return true;
	const isOperation =
		!Array.isArray(value) && NOT_REPEAT_SAFE_OPERATORS.some((operator) => operator in value);
	return !isOperation && Object.values(value).every(isRepeatSafe);
}

/** Whether an attributes object only sets values: no operations, no nested objects, no flags. */
function isPlain(body: IDataObject): boolean {
	return Object.entries(body).every(
		([name, value]) =>
			name === 'user_alias' ||
			(!(FLAGS as readonly string[]).includes(name) && !holdsObject(value)),
	);
}

function holdsObject(value: unknown): boolean {
	return typeof value === 'object' && value !== null && !isFlatArray(value);
}

function isFlatArray(value: object): boolean {
	return Array.isArray(value) && value.every((element) => typeof element !== 'object');
}
