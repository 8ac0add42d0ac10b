import type { KnownGuests } from '../memory/knownGuests';
import type { Found } from './found';
import type { ListedGuest } from './linkList';
import { strangerIn } from './listRefusals';

/** Whether an event that came since the look-up has shown that the profile of a row is another person's. */
export function isStrangersByNow(
	known: KnownGuests,
	{ link, person }: ListedGuest,
	found: Found,
): boolean {
	const seen = found.seen.get(link);
	if (seen === undefined || !known.attributes.has(link.punchhUserId)) return false;
	return strangerIn(link, seen, person, known) !== undefined;
}
