import { IANA_NAMES, RAILS_NAMES } from './names';

let known: ReadonlySet<string> | undefined;

/** IANA's names: those of the table, and newer ones that this Node.js has. */
function ianaNames(): ReadonlySet<string> {
	known ??= new Set([
		...Object.entries(IANA_NAMES).flatMap(([area, names]) =>
			names.split(' ').map((name) => (area === '' ? name : `${area}/${name}`)),
		),
		...Intl.supportedValuesOf('timeZone'),
	]);
	return known;
}

/**
 * IANA's name of a time zone that is called so by IANA or by Rails (`Eastern Time (US & Canada)`);
 * undefined if there is none. Names count as they are written, as in Ruby: JavaScript takes any
 * capitals, and abbreviations such as BST for zones in other parts of the world.
 */
export function ianaZone(name: string): string | undefined {
	if (Object.hasOwn(RAILS_NAMES, name)) return RAILS_NAMES[name];
	return ianaNames().has(name) ? name : undefined;
}
