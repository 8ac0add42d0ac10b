import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import { nowMs } from '../../../shared/time';
import { asIdentifier } from '../../../shared/values/identifiers';
import { isEmpty, isObject, withoutEmpty } from '../../../shared/values/json';
import { shownText } from '../../../shared/values/shownText';
import { withAliasProfile } from '../../send/track/objects/aliasProfile';
import { SECONDARY_IDENTIFIERS } from '../../identity/user';
import { TRACK_ARRAYS, type TrackArray, type TrackObject } from '../../send/track/objects/types';
import { readAttributes } from './track.attributes';
import { readRows } from './track.rows';
import { readTrackedUser } from './track.user';
import { readTime } from './track.values';

/**
 * The objects that an item's parameters ask to record.
 *
 * @throws NodeOperationError naming the item and the parameter if one is invalid
 */
export function readObjects(item: Item): TrackObject[] {
	const objects = item.value('specifyObjects') === 'json' ? readJson(item) : readFields(item);
	if (objects.length > 0) return objects;
	throw item.error(
		'There is nothing to record for this item',
		'Add an attribute with a value, an event or a purchase',
	);
}

function readJson(item: Item): TrackObject[] {
	const given = item.jsonObject('objects');
	const unknown = Object.keys(given).find((key) => !TRACK_ARRAYS.includes(key as TrackArray));
	if (unknown !== undefined) {
		throw item.error(
			`'Objects' has the unknown key '${unknown}'`,
			`Use ${TRACK_ARRAYS.map((array) => `'${array}'`).join(', ')}`,
		);
	}
	const objects: TrackObject[] = [];
	for (const array of TRACK_ARRAYS) {
		const bodies = given[array] ?? [];
		if (!Array.isArray(bodies) || !bodies.every(isObject)) {
			throw item.error(`'${array}' in 'Objects' must be an array of objects`);
		}
		for (const body of bodies as IDataObject[]) {
			objects.push({ array, body: withoutNullQuantity(array, body) });
		}
	}
	return objects;
}

/** An expression can easily return null for the quantity, which means the same as none. */
function withoutNullQuantity(array: TrackArray, body: IDataObject): IDataObject {
	if (array !== 'purchases' || body.quantity !== null) return body;
	return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'quantity'));
}

function readFields(item: Item): TrackObject[] {
	const user = readTrackedUser(item);
	const objects: TrackObject[] = readAttributes(item).map((attributes) => {
		refuseOtherUser(item, user, attributes);
		return { array: 'attributes', body: { ...attributes, ...user } };
	});
	for (const [array, path] of ENTRIES) {
		for (const entry of item.value<IDataObject[]>(path, [])) {
			objects.push({ array, body: { ...user, ...readEntry(item, entry) } });
		}
	}
	return withAliasProfile(user, objects);
}

/** An email address or phone number different from the one that finds the user would find another. */
function refuseOtherUser(item: Item, user: IDataObject, attributes: IDataObject): void {
	const name = SECONDARY_IDENTIFIERS.find(
		(field) =>
			field in attributes && field in user && asIdentifier(attributes[field]) !== user[field],
	);
	// If an object has both, Braze looks the user up by email address.
	const clashing = name ?? ('phone' in user && 'email' in attributes ? 'email' : undefined);
	if (clashing === undefined) return;
	throw item.error(
		`The attribute '${clashing}' would change which user Braze finds`,
		'To change it, identify the user by external ID or by alias',
	);
}

const ENTRIES: Array<[TrackArray, string]> = [
	['events', 'events.event'],
	['purchases', 'purchases.purchase'],
];

/** An event or purchase from the fields: empty ones left out, time with a zone, properties read. */
function readEntry(item: Item, entry: IDataObject): IDataObject {
	const { time, properties: inJson, propertyRows: inRows, ...rest } = entry;
	const whose = shownText(String(rest.name ?? rest.product_id ?? ''), 60);
	const properties = {
		...item.toJsonObject(inJson, `Properties (JSON) of ${whose}`),
		...readPropertyRows(item, inRows),
	};
	return {
		...withoutEmpty(rest),
		time: isEmpty(time) ? new Date(nowMs()).toISOString() : readTime(item, time, 'Time'),
		...(Object.keys(properties).length > 0 ? { properties } : {}),
	};
}

function readPropertyRows(item: Item, given: unknown): IDataObject {
	const rows = isObject(given) ? given.property : undefined;
	if (!Array.isArray(rows)) return {};
	return Object.fromEntries(
		readRows(item, rows as IDataObject[], 'property')
			.filter(({ value }) => value !== undefined)
			.map(({ name, value }) => [name, value]),
	);
}
