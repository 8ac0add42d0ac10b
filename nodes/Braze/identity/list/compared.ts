import type { Seen } from '../memory/knownGuest';
import { isUnlike } from '../profiles/otherPerson';
import type { ListedGuest } from './linkList';

/** What the comparison of a row with the profile has shown, as the output says it. */
export type Compared =
	| 'linked before'
	| 'no profile'
	| 'alike'
	| 'different'
	| 'nothing to compare';

/**
 * How the guest of a row compares with the profile under the external ID. What is `different` was linked all the
 * same: it is not enough to call it another person's, such as a new address where names are not known.
 *
 * @param seen what Braze has said of the link
 */
export function comparedAs({ link, person }: ListedGuest, seen: Seen): Compared {
	if (seen.externalId === link.externalId) return 'linked before';
	if (seen.isMissing) return 'no profile';
	const isOther = isUnlike(link, seen, person);
	if (isOther === undefined) return 'nothing to compare';
	return isOther ? 'different' : 'alike';
}
