import type { IDataObject } from 'n8n-workflow';

import { identifierTypeOf, type IdentifierType } from '../../../identity/user';
import { NO_ATTRIBUTES } from '../checks/limits';
import type { CheckedObject, TrackArray, TrackObject } from './types';

/** What an item records, by name: what the values are is for Braze only. */
export type Named = Record<'attributeNames' | 'eventNames' | 'products', string[]>;

/** What one object is about: whose profile, and which event, product or attributes. */
export function aboutOf({ array, body }: TrackObject): Pick<CheckedObject, 'names' | 'identifier'> {
	const type = identifierTypeOf(body);
	const identifier = type && { [type]: body[type] };
	if (array === 'attributes') return { names: attributeNames(body, type), identifier };
	const name = array === 'events' ? body.name : body.product_id;
	return { names: typeof name === 'string' ? [name] : [], identifier };
}

/** The attributes that an object writes or removes: neither what identifies its user nor flags. */
function attributeNames(body: IDataObject, identifier: IdentifierType | undefined): string[] {
	return Object.keys(body).filter((name) => name !== identifier && !NO_ATTRIBUTES.includes(name));
}

/** The names in the objects of an item, each once. Runs for every item, so it makes little. */
export function namesIn(objects: Array<Pick<CheckedObject, 'array' | 'names'>>): Named {
	const named: Named = { attributeNames: [], eventNames: [], products: [] };
	if (objects.length === 1) {
		// Not copied: a list that grows keeps room for more, as long as the output is there.
		const [{ array, names }] = objects;
		named[KEYS[array]] = names;
		return named;
	}
	for (const { array, names } of objects) {
		for (const name of names) named[KEYS[array]].push(name);
	}
	for (const key of Object.values(KEYS)) named[key] = [...new Set(named[key])];
	return named;
}

const KEYS: Record<TrackArray, keyof Named> = {
	attributes: 'attributeNames',
	events: 'eventNames',
	purchases: 'products',
};

/** What the output of an item says of whose profile it is: the identifier, or how many there are. */
export function aboutProfiles(objects: CheckedObject[]): IDataObject {
	const [{ identifier }] = objects;
	if (objects.length === 1) return { identifier };
	const profiles = new Set(objects.map(({ prepared }) => prepared?.user)).size;
	return profiles > 1 ? { profiles } : { identifier };
}
