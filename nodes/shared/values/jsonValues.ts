import type { IDataObject } from 'n8n-workflow';

import { isRounded } from './identifiers';

/** A value that becomes text in JSON: a JavaScript Date, or a DateTime in n8n. */
interface HasToJson {
	toJSON(): unknown;
}

/**
 * Whether JSON keeps a value as it is: no NaN or infinity, and nothing that becomes text, at any
 * depth. Runs for everything that is sent, so it makes no copies.
 */
export function isSameInJson(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	if (typeof value !== 'object' || value === null) return true;
	if (Array.isArray(value)) return value.every(isSameInJson);
	if (hasToJson(value)) return false;
	for (const key in value) {
		if (!isSameInJson((value as IDataObject)[key])) return false;
	}
	return true;
}

/** A body as Braze will read it: times, which expressions and databases often return, as ISO text. */
export function withTimesAsText(body: IDataObject): IDataObject {
	return timesAsText(body) as IDataObject;
}

function timesAsText(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	// An invalid time becomes null in JSON, so it is left for findLost.
	if (hasToJson(value)) return value.toJSON() ?? value;
	if (Array.isArray(value)) return value.map(timesAsText);
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, timesAsText(inner)]));
}

/**
 * Says which value JSON would turn into null, which removes an attribute: NaN, infinity or an invalid
 * time.
 */
export function findLost(value: unknown, path = ''): string | undefined {
	if (typeof value === 'number') {
		if (Number.isFinite(value)) return undefined;
		return `'${path}' is not a number that can be sent (NaN or infinite)`;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	if (hasToJson(value)) return `'${path}' is not a date and time`;
	for (const [name, inner] of Object.entries(value)) {
		const problem = findLost(inner, path === '' ? name : `${path}.${name}`);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

/** The same for a value as it is given, in which there may be times. */
export function findLostIn(value: object): string | undefined {
	return isSameInJson(value) ? undefined : findLost(timesAsText(value));
}

/** Where in a value there is a whole number that JavaScript has rounded. */
export function findRounded(value: unknown, path = ''): string | undefined {
	if (isRounded(value)) return path;
	if (typeof value !== 'object' || value === null) return undefined;
	for (const [name, inner] of Object.entries(value)) {
		const found = findRounded(inner, path === '' ? name : `${path}.${name}`);
		if (found !== undefined) return found;
	}
	return undefined;
}

function hasToJson(value: object): value is HasToJson {
	return typeof (value as Partial<HasToJson>).toJSON === 'function';
}
