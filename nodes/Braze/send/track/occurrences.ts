import { createHash } from 'node:crypto';

import { Newest } from '../../../shared/values/newest';
import { POLICY } from '../../transport/policy';
import type { PreparedObject } from './objects/types';

/** What executions have had under each key: a number for each text, in the order in which they had them. */
const TEXTS = new Newest<number[]>(POLICY.sentBefore.mostObjects);

/** For an item that is the same event as an earlier one: it may be another event that is left out. */
export const SAME_EVENT = 'An earlier item of this run is the same event';
export const BY_ITEM = "If 'Event' looks back at another node, write .item instead of .first()";

/** Forty-eight bits, which a number holds exactly. */
const PRINT_BYTES = 6;

/** The objects that would count again if they were sent again, with what tells each from the others. */
export type Keys = ReadonlyMap<PreparedObject, string>;

/**
 * Tells the objects of one event apart that an execution makes of it: the same one that it has twice, because
 * a Merge node or two branches have doubled the item, and different ones, such as one for each line of a
 * receipt. A key is the same in each execution that has the same objects, also if the guest has got an external
 * ID in between.
 *
 * @param execution names the execution and the node
 */
export function keysOf(objects: PreparedObject[], execution: string): Keys {
	const keys = new Map<PreparedObject, string>();
	for (const object of objects) {
		const { key, text, content } = object;
		if (key === undefined) continue;
		const number = numberOf(`${execution}\n${key}`, content ? JSON.stringify(content) : text);
		keys.set(object, number === 0 ? key : `${key}\n${number}`);
	}
	return keys;
}

function numberOf(name: string, text: string): number {
	const print = createHash('sha1').update(text).digest().readUIntBE(0, PRINT_BYTES);
	const prints = TEXTS.get(name) ?? [];
	if (prints.includes(print)) return prints.indexOf(print);
	TEXTS.set(name, [...prints, print]);
	return prints.length;
}

/** The objects that are the same as an earlier one of the run, each with the first of them. */
export function twinsIn(keys: Keys): Map<PreparedObject, PreparedObject> {
	const firsts = new Map<string, PreparedObject>();
	const twins = new Map<PreparedObject, PreparedObject>();
	for (const [object, key] of keys) {
		const first = firsts.get(key);
		if (first === undefined) firsts.set(key, object);
		else twins.set(object, first);
	}
	return twins;
}
