import type { IDataObject } from 'n8n-workflow';

import { NOT_REPEAT_SAFE_OPERATORS, PRIMARY_IDENTIFIERS, SECONDARY_IDENTIFIERS } from './limits';
import type { PreparedObject, TrackObject } from './types';

/** Serialises a checked object and notes what packing and retrying need to know about it. */
export function prepare({ array, body }: TrackObject, itemIndex: number): PreparedObject {
	const text = JSON.stringify(body);
	return {
		itemIndex,
		array,
		text,
		bytes: Buffer.byteLength(text),
		user: userOf(body),
		repeatSafe: array === 'attributes' && Object.values(body).every(isPlainValue),
	};
}

function userOf(body: IDataObject): string | undefined {
	for (const name of [...PRIMARY_IDENTIFIERS, ...SECONDARY_IDENTIFIERS]) {
		const value = body[name];
		if (value !== undefined && value !== null && value !== '') {
			return `${name} ${JSON.stringify(value)}`;
		}
	}
	return undefined;
}

function isPlainValue(value: unknown): boolean {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
	return !NOT_REPEAT_SAFE_OPERATORS.some((operator) => operator in value);
}
