import type { IDataObject } from 'n8n-workflow';

import { isEmpty } from '../../../../shared/values/json';
import { shownText } from '../../../../shared/values/shownText';

/** The most characters of a value that are quoted. */
const MOST_QUOTED = 60;

/** A field as Braze and our own checks name it in a sentence. */
const NAMED = /'(\w+)'/g;

/** Fields whose values nobody should read in an error. */
const SECRET = /token|secret|password/i;

/**
 * What is wrong with an object, with the values of the fields that the sentence names, so that nobody
 * has to look them up: an expression often gives something else than what was meant. Values that the
 * sentence has already, objects and lists are not added.
 */
export function withValues(problem: string, body: IDataObject): string {
	const names = new Set([...problem.matchAll(NAMED)].map(([, name]) => name));
	const quoted = [...names]
		.filter((name) => !SECRET.test(name))
		.filter((name) => Object.hasOwn(body, name) && isQuotable(body[name]))
		.filter((name) => !isSaid(problem, String(body[name])))
		.map((name) => `'${name}' is ${quote(body[name])}`);
	return quoted.length === 0 ? problem : `${problem} (${quoted.join(', ')})`;
}

/** Our own sentences end with a value, or have it in brackets or quotation marks. */
function isSaid(problem: string, value: string): boolean {
	return [`: ${value}`, `(${value})`, `'${value}'`].some((form) => problem.includes(form));
}

function isQuotable(value: unknown): boolean {
	return !isEmpty(value) && typeof value !== 'object';
}

function quote(value: unknown): string {
	const text = shownText(String(value), MOST_QUOTED);
	return typeof value === 'string' ? `"${text}"` : text;
}
