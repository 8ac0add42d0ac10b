import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../../shared/values/json';
import { PRIMARY_IDENTIFIERS } from '../../../identity/user';
import { FLAGS, UNBILLED_EVENTS, UNBILLED_FIELDS } from '../checks/limits';
import type { TrackObject } from './types';

const FREE: ReadonlySet<string> = new Set<string>([
	...FLAGS,
	...PRIMARY_IDENTIFIERS,
	...UNBILLED_FIELDS,
]);

/**
 * How many data points Braze is likely to bill for an object: one for an event or a purchase, none
 * for an eCommerce event, one for each attribute that is written, changed or not, and one for each key of a nested attribute.
 * An estimate: contracts differ. (Braze: data points)
 */
export function dataPointsOf({ array, body }: TrackObject): number {
	if (array !== 'attributes') return isFreeEvent(body) ? 0 : 1;
	const hasPrimary = PRIMARY_IDENTIFIERS.some((name) => name in body);
	let sum = 0;
	for (const name in body) {
		const isFree = FREE.has(name) || (!hasPrimary && isLookedUpBy(name));
		if (!isFree) sum += pointsOf(body[name]);
	}
	return sum;
}

function isFreeEvent({ name }: IDataObject): boolean {
	return (UNBILLED_EVENTS as readonly unknown[]).includes(name);
}

/** Without a primary identifier, email and phone identify the user. */
function isLookedUpBy(name: string): boolean {
	return name === 'email' || name === 'phone';
}

function pointsOf(value: unknown): number {
	return isObject(value) ? Math.max(1, Object.keys(value).length) : 1;
}
