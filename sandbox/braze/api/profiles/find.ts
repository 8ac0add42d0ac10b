import type { Alias, Contact, Profile } from './profile';
import type { ProfileStore } from './store';

/** How one of several profiles with an e-mail or phone is chosen. (Braze: identify, merge, delete) */
export const PRIORITIES = [
	'identified',
	'unidentified',
	'most_recently_updated',
	'least_recently_updated',
] as const;
export type Priority = (typeof PRIORITIES)[number];

const newestFirst = (one: Profile, other: Profile) => other.changed - one.changed;

const NARROW: Record<Priority, (profiles: Profile[]) => Profile[]> = {
	identified: (profiles) => profiles.filter(({ external_id: id }) => id !== undefined),
	unidentified: (profiles) => profiles.filter(({ external_id: id }) => id === undefined),
	most_recently_updated: (profiles) => [...profiles].sort(newestFirst).slice(0, 1),
	least_recently_updated: (profiles) => [...profiles].sort(newestFirst).slice(-1),
};

/**
 * The one profile that is left when the priorities are applied in their order.
 *
 * @returns undefined when none is left, or more than one
 */
export function onlyOne(profiles: Profile[], priorities: Priority[]): Profile | undefined {
	const left = priorities.reduce((kept, priority) => NARROW[priority](kept), profiles);
	return left.length === 1 ? left[0] : undefined;
}

/** The profile that /users/track means by an e-mail or phone: identified ones first, then the newest. */
export function best(store: ProfileStore, contact: Contact, value: unknown): Profile | undefined {
	const matches = store.byContact(contact, value);
	const identified = NARROW.identified(matches);
	return NARROW.most_recently_updated(identified.length > 0 ? identified : matches)[0];
}

/** One user, by one of the identifiers that merges and triggers take. */
export interface Identifier {
	externalId?: string;
	alias?: Alias;
	email?: string;
	phone?: string;
	prioritization?: Priority[];
}

/** The user who is meant; undefined for nobody, and for several that no priority narrows to one. */
export function named(store: ProfileStore, identifier: Identifier): Profile | undefined {
	const { externalId, alias, email, phone, prioritization = [] } = identifier;
	if (externalId !== undefined) return store.byExternalId(externalId);
	if (alias !== undefined) return store.byAlias(alias);
	return email === undefined
		? onlyOne(store.byContact('phone', phone), prioritization)
		: onlyOne(store.byContact('email', email), prioritization);
}
