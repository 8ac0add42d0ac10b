import type { Json } from '../shared/json';

/** Where an event names its guest: guest events at the top, most others under `user`. */
const GUEST_FIELDS = ['external_source_id', 'user_id', 'email', 'phone'];

/** The names under which a guest may be known; the best to read is the first. */
export function namesOfGuest(payload: unknown): string[] {
	const { user } = asObject(payload);
	const given = [asObject(user), asObject(payload)].flatMap((source) =>
		GUEST_FIELDS.map((field) => source[field]),
	);
	return [...new Set(given.filter(isName).map(String))];
}

/** Whether an object for Braze is about a guest with one of these names, whatever the letter case. */
export function isAboutGuest(object: unknown, names: string[]): boolean {
	const wanted = names.map((name) => name.toLowerCase());
	const { external_id: id, email, phone, user_alias: alias } = asObject(object);
	return [id, email, phone, asObject(alias).alias_name].some(
		(name) => isName(name) && wanted.includes(String(name).toLowerCase()),
	);
}

function isName(value: unknown): boolean {
	return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

/** An object as it is, anything else as an empty one. */
export function asObject(value: unknown): Json {
	return typeof value === 'object' && value !== null ? (value as Json) : {};
}
