import type { Item } from '../../../shared/operations/item';
import type { Link, Seen } from '../memory/knownGuest';
import type { Compared } from './compared';

/** What Braze says of the links of a list. */
export interface Found {
	/** What the look-up has shown of each. */
	seen: Map<Link, Seen>;
	/** Those that stood there already. */
	confirmed: Set<Link>;
	/** Those whose external ID has no profile. */
	missing: Set<Link>;
	/** How the guest of each item compares with the profile. */
	compared: Map<Item, Compared>;
}

/** Before the look-up, and if the key may not look. */
export const nothingFound = (): Found => ({
	seen: new Map(),
	confirmed: new Set(),
	missing: new Set(),
	compared: new Map(),
});
