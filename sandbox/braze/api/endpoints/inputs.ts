import { z } from 'zod';

import { isObject, type Json } from '../../../shared/json';
import { PRIORITIES } from '../profiles/find';
import { isAlias, isEmail } from '../track/checks';
import { INVENTED } from '../wordings';

/** Pieces of the schemas of several endpoints. */

/** Most of Braze's lists hold so many entries. */
export const MOST_ENTRIES = 50;

export const text = z.string().min(1);

export const jsonObject = z.custom<Json>(isObject);

export const alias = z
	.custom<{ alias_name: string; alias_label: string }>(isAlias, INVENTED.invalid('user_alias'))
	.transform(({ alias_name, alias_label }) => ({ alias_name, alias_label }));

export const email = z
	.custom<string>(isEmail, INVENTED.invalid('email'))
	.transform((value) => value.toLowerCase());

export const phone = z.string().regex(/^\+[1-9]\d{6,14}$/);

export const prioritization = z.array(z.enum(PRIORITIES));

/** A deletion takes one rule less. (Braze: delete users endpoint) */
export const deletionPrioritization = z.array(
	z.enum(PRIORITIES).exclude(['least_recently_updated']),
);

export const subscriptionState = z.enum(['subscribed', 'unsubscribed']);

/** One to fifty entries. */
export function list<Item extends z.ZodTypeAny>(item: Item) {
	return z.array(item).min(1).max(MOST_ENTRIES);
}

/** One value or a list of values, as a list. */
export function oneOrMany<Item extends z.ZodTypeAny>(item: Item) {
	return z.preprocess(
		(value) => (value === undefined || Array.isArray(value) ? value : [value]),
		z.array(item).min(1).max(MOST_ENTRIES),
	);
}

/** A whole number in a query. */
export function queryNumber(initial: number, most = Number.MAX_SAFE_INTEGER) {
	return z.coerce.number().int().min(0).max(most).default(initial);
}

/** Whether exactly one of some fields is there. */
export function hasOneOf(fields: string[], value: Json): boolean {
	return fields.filter((field) => value[field] !== undefined).length === 1;
}

/** A refinement: exactly one of some fields is there. */
export function exactlyOneOf(...fields: string[]): [(value: Json) => boolean, string] {
	const names = fields.map((field) => `'${field}'`).join(', ');
	return [(value) => hasOneOf(fields, value), INVENTED.exactlyOne(names)];
}
