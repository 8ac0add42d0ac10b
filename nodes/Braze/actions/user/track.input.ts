import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { readParameter } from '../../../shared/operations/readParameter';
import { isObject } from '../../../shared/values/json';
import { withAliasProfile } from '../../track/aliasProfile';
import { SECONDARY_IDENTIFIERS } from '../../track/limits';
import { TRACK_ARRAYS, type TrackArray, type TrackObject } from '../../track/types';
import { parseJsonObject } from '../parameters';
import { toNumber } from './attributeKinds';
import { readAttributes } from './track.attributes';
import { readUser } from './track.user';
import { isEmpty, readTime } from './track.values';

/**
 * The objects that an item's parameters ask to record.
 *
 * @throws NodeOperationError naming the item and the parameter when they do not make sense
 */
export function readObjects(this: IExecuteFunctions, itemIndex: number): TrackObject[] {
	const specified = readParameter.call(this, 'specifyObjects', itemIndex) as 'fields' | 'json';
	const objects =
		specified === 'json' ? readJson.call(this, itemIndex) : readFields.call(this, itemIndex);
	if (objects.length === 0) {
		throw new NodeOperationError(this.getNode(), 'There is nothing to record for this item', {
			itemIndex,
			description: 'Add an attribute with a value, an event or a purchase',
		});
	}
	return objects;
}

function readJson(this: IExecuteFunctions, itemIndex: number): TrackObject[] {
	const given = parseJsonObject.call(
		this,
		readParameter.call(this, 'objects', itemIndex),
		'Objects',
		itemIndex,
	);
	const unknown = Object.keys(given).find((key) => !TRACK_ARRAYS.includes(key as TrackArray));
	if (unknown !== undefined) {
		throw new NodeOperationError(this.getNode(), `'Objects' has the unknown key '${unknown}'`, {
			itemIndex,
			description: `Use ${TRACK_ARRAYS.map((array) => `'${array}'`).join(', ')}`,
		});
	}
	const objects: TrackObject[] = [];
	for (const array of TRACK_ARRAYS) {
		const bodies = given[array] ?? [];
		if (!Array.isArray(bodies) || !bodies.every(isObject)) {
			throw new NodeOperationError(
				this.getNode(),
				`'${array}' in 'Objects' must be an array of objects`,
				{ itemIndex },
			);
		}
		for (const body of bodies as IDataObject[]) {
			objects.push({ array, body: withoutNullQuantity(array, body) });
		}
	}
	return objects;
}

/** An empty quantity, which expressions easily give, means the same as none. */
function withoutNullQuantity(array: TrackArray, body: IDataObject): IDataObject {
	if (array !== 'purchases' || body.quantity !== null) return body;
	return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'quantity'));
}

function readFields(this: IExecuteFunctions, itemIndex: number): TrackObject[] {
	const user = readUser.call(this, itemIndex);
	const objects: TrackObject[] = readAttributes.call(this, itemIndex).map((attributes) => {
		refuseOtherUser.call(this, user, attributes, itemIndex);
		return { array: 'attributes', body: { ...attributes, ...user } };
	});
	for (const [array, path] of ENTRIES) {
		const entries = readParameter.call(this, path, itemIndex, []) as IDataObject[];
		for (const entry of entries) {
			objects.push({ array, body: { ...user, ...readEntry.call(this, entry, itemIndex) } });
		}
	}
	return withAliasProfile(user, objects);
}

/** An email address or phone number beside the one that finds the user would find another one. */
function refuseOtherUser(
	this: IExecuteFunctions,
	user: IDataObject,
	attributes: IDataObject,
	itemIndex: number,
): void {
	const name = SECONDARY_IDENTIFIERS.find(
		(field) => field in attributes && field in user && attributes[field] !== user[field],
	);
	// Braze looks a user with both up by the email address.
	const clashing = name ?? ('phone' in user && 'email' in attributes ? 'email' : undefined);
	if (clashing === undefined) return;
	throw new NodeOperationError(
		this.getNode(),
		`The attribute '${clashing}' would change which user Braze finds`,
		{
			itemIndex,
			description: 'To change it, identify the user by external ID or by alias',
		},
	);
}

const ENTRIES: Array<[TrackArray, string]> = [
	['events', 'events.event'],
	['purchases', 'purchases.purchase'],
];

/** An event or purchase from the fields: empty ones left out, time with a zone, properties parsed. */
function readEntry(this: IExecuteFunctions, entry: IDataObject, itemIndex: number): IDataObject {
	const { time, properties, ...rest } = withNumbers(entry);
	const filled = Object.fromEntries(Object.entries(rest).filter(([, value]) => !isEmpty(value)));
	const parsed = parseJsonObject.call(this, properties ?? {}, 'Properties', itemIndex);
	return {
		...filled,
		time: isEmpty(time) ? new Date().toISOString() : readTime.call(this, time, 'Time', itemIndex),
		...(Object.keys(parsed).length > 0 ? { properties: parsed } : {}),
	};
}

/** Price and quantity as the numbers that their text says; what says none is left to be refused. */
function withNumbers(entry: IDataObject): IDataObject {
	const numbers: IDataObject = {};
	for (const name of ['price', 'quantity']) {
		const number = toNumber(entry[name]);
		if (typeof number === 'number') numbers[name] = number;
	}
	return { ...entry, ...numbers };
}
