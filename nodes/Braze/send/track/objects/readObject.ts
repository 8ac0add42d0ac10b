import type { IDataObject } from 'n8n-workflow';

import { asIdentifier } from '../../../../shared/values/identifiers';
import { isObject } from '../../../../shared/values/json';
import { readNumber } from '../../../../shared/values/number';
import { toIso } from '../../../../shared/values/times';
import type { TrackArray, TrackObject } from './types';

/** Reads a value; gives back what it cannot read, so that the checks can refuse it. */
type Reader = (value: unknown) => unknown;

interface Field {
	name: string;
	read: Reader;
}

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

const IDENTIFIERS: Field[] = [
	{ name: 'external_id', read: asIdentifier },
	{ name: 'braze_id', read: asIdentifier },
	{ name: 'email', read: asIdentifier },
	{ name: 'phone', read: asIdentifier },
	{ name: 'user_alias', read: asAlias },
];

/** The fields of which Braze takes one type only, and what people and vendors write for it. */
const FIELDS: Record<TrackArray, Field[]> = {
	attributes: IDENTIFIERS,
	events: [
		...IDENTIFIERS,
		{ name: 'name', read: asName },
		{ name: 'app_id', read: asIdentifier },
		{ name: 'time', read: asTime },
	],
	purchases: [
		...IDENTIFIERS,
		{ name: 'product_id', read: asIdentifier },
		{ name: 'price', read: asNumber },
		{ name: 'quantity', read: asNumber },
		{ name: 'app_id', read: asIdentifier },
		{ name: 'time', read: asTime },
	],
};

/**
 * An object with its identifiers, addresses and amounts as Braze takes them, wherever it comes from:
 * IDs as text without whitespace around, prices as numbers, times in ISO 8601. What cannot be read
 * stays as it is.
 */
export function readObject(object: TrackObject): TrackObject {
	const { array, body } = object;
	let changed: IDataObject | undefined;
	for (const { name, read } of FIELDS[array]) {
		const given = body[name];
		if (given === undefined || given === null) continue;
		const value = read(given);
		if (value === given) continue;
		changed ??= { ...body };
		changed[name] = value as IDataObject[string];
	}
	return changed === undefined ? object : { array, body: changed };
}
