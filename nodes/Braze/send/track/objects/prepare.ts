import type { IDataObject } from 'n8n-workflow';

import { dataPointsOf } from './dataPoints';
import { NOT_REPEAT_SAFE_OPERATORS } from '../checks/limits';
import type { PreparedObject, TrackObject } from './types';
import { userKey } from '../../../identity/user';

/** The JSON text of an object and its length in UTF-8 bytes. */
export interface Serialised {
	text: string;
	bytes: number;
}

/** Serializes an object's body. */
export function serialise(body: IDataObject): Serialised {
	const text = JSON.stringify(body);
	return { text, bytes: Buffer.byteLength(text) };
}

/** A checked object and its JSON, with what packing and retrying need to know. */
export function prepare(
	object: TrackObject,
	{ text, bytes }: Serialised,
	{ key, content }: Pick<TrackObject, 'key' | 'content'> = {},
	item?: object,
): PreparedObject {
	const { array, body } = object;
	return {
		array,
		text,
		bytes,
		user: userKey(body),
		repeatSafe: array === 'attributes' && Object.values(body).every(isRepeatSafe),
		dataPoints: dataPointsOf(object),
		key,
		content,
		item,
	};
}

function isRepeatSafe(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return true;
	const isOperation =
		!Array.isArray(value) && NOT_REPEAT_SAFE_OPERATORS.some((operator) => operator in value);
	return !isOperation && Object.values(value).every(isRepeatSafe);
}
