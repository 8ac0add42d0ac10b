import type { IDataObject } from 'n8n-workflow';

import { asIdentifier } from '../../../../shared/values/identifiers';
import { isObject } from '../../../../shared/values/json';
import { readNumber } from '../../../../shared/values/number';
import { toIso } from '../../../../shared/values/times';
import type { TrackArray, TrackObject } from './types';

/** Reads a field; gives back what it cannot read, so that the checks can refuse it. */
type Reader = (value: unknown) => unknown;

/** A whole number becomes its digits; unlike an ID, a name keeps the whitespace around it. */
const asName: Reader = (value) => (Number.isSafeInteger(value) ? String(value) : value);

const asNumber: Reader = (value) => readNumber(value) ?? value;

const asTime: Reader = (value) =>
	typeof value === 'string' ? (toIso(value.trim()) ?? value) : value;

const asAlias: Reader = (value) => {
	if (!isObject(value)) return value;
	const name = asIdentifier(value.alias_name);
	const label = asIdentifier(value.alias_label);
	const isSame = name === value.alias_name && label === value.alias_label;
	return isSame ? value : { ...value, alias_name: name, alias_label: label };
};

const IDENTIFIERS: Array<[name: string, read: Reader]> = [
	['external_id', asIdentifier],
	['braze_id', asIdentifier],
	['email', asIdentifier],
	['phone', asIdentifier],
	['user_alias', asAlias],
];

/** The fields of which Braze takes one type only, and what people and vendors write for it. */
const READERS: Record<TrackArray, Array<[name: string, read: Reader]>> = {
	attributes: IDENTIFIERS,
	events: [...IDENTIFIERS, ['name', asName], ['app_id', asIdentifier], ['time', asTime]],
	purchases: [
		...IDENTIFIERS,
		['product_id', asIdentifier],
		['price', asNumber],
		['quantity', asNumber],
		['app_id', asIdentifier],
		['time', asTime],
	],
};

/**
 * An object with its identifiers, addresses and amounts as Braze takes them, wherever it comes from:
 * IDs as text without whitespace around, prices as numbers, times in ISO 8601. What cannot be read
 * stays as it is.
 */
export function readObject(object: TrackObject): TrackObject {
	const { array, body } = object;
	let read: IDataObject | undefined;
	for (const [name, reader] of READERS[array]) {
		const given = body[name];
		if (given === undefined || given === null) continue;
		const value = reader(given);
		if (value === given) continue;
		read ??= { ...body };
		read[name] = value as IDataObject[string];
	}
	return read === undefined ? object : { array, body: read };
}
