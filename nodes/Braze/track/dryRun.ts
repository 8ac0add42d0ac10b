import type { IDataObject } from 'n8n-workflow';

import type { Plan } from './limits';
import { pack, render } from './packing';
import type { PreparedObject } from './types';

/**
 * Plans the requests that sending would make, without sending any, and notes on each object that it
 * could be sent.
 *
 * @returns a function that tells for the objects of an item, item by item, the numbers of their
 *   requests, and each request itself with the first item that has a part in it
 */
export function planRequests(
	objects: PreparedObject[],
	plan: Plan,
): (objects: PreparedObject[]) => IDataObject {
	const numberOf = new Map<PreparedObject, number>();
	const requests = pack(objects, plan).flat();
	for (const [index, request] of requests.entries()) {
		for (const object of request.objects) {
			numberOf.set(object, index + 1);
			object.verdict = { kind: 'accepted' };
		}
	}
	const shown = new Set<number>();
	return (ofItem) => {
		const numbers = [...new Set(ofItem.map((object) => numberOf.get(object)!))];
		const fresh = numbers.filter((number) => !shown.has(number));
		fresh.forEach((number) => shown.add(number));
		return {
			requests: numbers,
			bodies: fresh.map((number) => ({
				request: number,
				method: 'POST',
				path: '/users/track',
				body: JSON.parse(render(requests[number - 1]).body) as IDataObject,
			})),
		};
	};
}
