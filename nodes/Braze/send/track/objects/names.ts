import type { IDataObject } from 'n8n-workflow';

import { identifierTypeOf } from '../../../identity/user';
import { NO_ATTRIBUTES } from '../checks/limits';
import { readObject } from './readObject';
import type { CheckedObject, TrackArray, TrackObject } from './types';

/** What an item records, by name: what the values are is for Braze only. */
export type Named = Record<'attributeNames' | 'eventNames' | 'products', string[]>;

/** The names in one object: of its event, of its product, or of its attributes. */
export function namesOf({ array, body }: TrackObject): string[] {
	if (array === 'attributes') return attributeNames(body);
	const name = array === 'events' ? body.name : body.product_id;
	return typeof name === 'string' ? [name] : [];
}

/** The attributes that an object writes or removes: neither what identifies its user nor flags. */
function attributeNames(body: IDataObject): string[] {
	const identifier = identifierTypeOf(body);
	return Object.keys(body).filter((name) => name !== identifier && !NO_ATTRIBUTES.includes(name));
}

/** The names in the objects of an item, each once. Runs for every item, so it makes little. */
export function namesIn(objects: Array<Pick<CheckedObject, 'array' | 'names'>>): Named {
	const named: Named = { attributeNames: [], eventNames: [], products: [] };
	const more = new Set<keyof Named>();
	for (const { array, names } of objects) {
		const key = KEYS[array];
		if (named[key].length > 0) more.add(key);
		for (const name of names) named[key].push(name);
	}
	for (const key of more) named[key] = [...new Set(named[key])];
	return named;
}

const KEYS: Record<TrackArray, keyof Named> = {
	attributes: 'attributeNames',
	events: 'eventNames',
	purchases: 'products',
};

/** What the output of an item says of whose profile it is: the identifier, or how many there are. */
export function aboutProfiles(given: TrackObject[], checked: CheckedObject[]): IDataObject {
	const first = checked[0].prepared?.user;
	if (checked.some(({ prepared }) => prepared?.user !== first)) {
		return { profiles: new Set(checked.map(({ prepared }) => prepared?.user)).size };
	}
	const { body } = readObject(given[0]);
	const type = identifierTypeOf(body)!;
	return { identifier: { [type]: body[type] } };
}
