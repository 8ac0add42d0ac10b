import type { BrazeState, Place } from '../braze/api/state';
import { blankOutValue } from './blankOut';

/** What became of one object of a request. */
export interface JudgedObject {
	array: string;
	index: number;
	taken: boolean;
	/** Set when the request failed as a whole: then nothing is known of its objects. */
	unread?: true;
	/** Whether a profile was found or made. */
	effect?: boolean;
	reason?: string;
	/** The attributes that the profile lost by it, and those that have another value by it. */
	removed?: string[];
	changed?: string[];
	object: unknown;
	/** What Braze dropped of it silently. */
	drops: string[];
}

/** The objects of some requests, by the number of the request. Those that have none are not there. */
export function objectsOf(braze: BrazeState, requests: number[]): Map<number, JudgedObject[]> {
	const byRequest = new Map<number, JudgedObject[]>();
	const places = new Map<string, JudgedObject>();
	for (const { request, ...verdict } of those(braze.verdicts, requests)) {
		const judged = { ...verdict, object: blankOutValue(verdict.object ?? null), drops: [] };
		places.set(placeKey({ request, ...verdict }), judged);
		byRequest.set(request, [...(byRequest.get(request) ?? []), judged]);
	}
	for (const drop of those(braze.drops, requests)) {
		places.get(placeKey(drop))?.drops.push(drop.reason);
	}
	return byRequest;
}

/** How many objects of a request had which fate. */
export function tally(objects: JudgedObject[]): Record<string, number> {
	const count = (is: (object: JudgedObject) => boolean) => objects.filter(is).length;
	return {
		taken: count(({ taken }) => taken),
		refused: count(({ taken }) => !taken),
		withoutEffect: count(({ taken, effect }) => taken && effect === false),
		drops: objects.reduce((sum, { drops }) => sum + drops.length, 0),
	};
}

/** The rows of some requests. Logs are in the order of the requests, so the oldest end the search. */
function those<T extends Place>(log: readonly T[], requests: number[]): T[] {
	const wanted = new Set(requests);
	const oldest = Math.min(...requests);
	const rows: T[] = [];
	for (let index = log.length - 1; index >= 0 && log[index].request >= oldest; index -= 1) {
		if (wanted.has(log[index].request)) rows.push(log[index]);
	}
	return rows.reverse();
}

function placeKey({ request, array, index }: Place): string {
	return `${request} ${array} ${index}`;
}
