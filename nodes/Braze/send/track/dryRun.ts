import type { IDataObject } from 'n8n-workflow';

import type { Batch } from '../types';
import { TRACK_ENDPOINT } from './endpoint';
import type { PreparedObject } from './objects/types';

/**
 * Numbers the requests that sending would make, for a run that sends none.
 *
 * @param first the number of the first request
 * @returns a function that, called item by item, returns the numbers of the requests of an item's
 *   objects, and each request itself with the first item that is part of it
 */
export function planRequests(
	batches: Array<Batch<PreparedObject>>,
	first: number,
): (objects: PreparedObject[]) => IDataObject {
	const numberOf = new Map(
		batches.flatMap(({ units }, index) =>
			units.map((object): [PreparedObject, number] => [object, first + index]),
		),
	);
	const shown = new Set<number>();
	return (ofItem) => {
		const numbers = [...new Set(ofItem.map((object) => numberOf.get(object)!))];
		const fresh = numbers.filter((number) => !shown.has(number));
		fresh.forEach((number) => shown.add(number));
		return {
			requests: numbers,
			bodies: fresh.map((number) => {
				const { method, path, body } = TRACK_ENDPOINT.request(batches[number - first].units);
				return { request: number, method, path, body: JSON.parse(body!) as IDataObject };
			}),
		};
	};
}
