import type { IDataObject } from 'n8n-workflow';

import { isEmpty, isScalar } from '../../../shared/values/json';
import { FEWEST_DIGITS } from '../../../shared/values/phone/readPhone';
import type { Link, Seen } from '../memory/knownGuest';
import { placeholderReason } from '../placeholders';
import { keyOfExternalId, userKey } from '../user';
import { punchhAlias } from './links';

/** Something by which people are told apart. */
interface Trait {
	/** Its values, as they can be compared; empty if nothing is known. */
	of(person: IDataObject): string[];
	isAlike(one: string, other: string): boolean;
}

const text = (value: unknown) =>
	isScalar(value) && !isEmpty(value) ? String(value).normalize('NFKD').toLowerCase() : '';
const either = (values: string[]) => values.filter((value) => value !== '');

/** What apps write where they know no name. */
const NO_NAMES = [
	...['guest', 'user', 'customer', 'member', 'anonymous', 'unknown', 'unnamed', 'none'],
	...['test', 'first', 'last', 'name', 'na', 'null', 'undefined'],
];

/** Apple makes an address for each app. */
const RELAY = /@privaterelay\.appleid\.com$/;

/** Tills and forms write one digit again and again for guests who give no number. */
const isGiven = (digits: string) => !/^(\d)\1*$/.test(digits);

const isOwn = (email: string) =>
	!RELAY.test(email) && placeholderReason('email', email) === undefined;

const NAMES: Trait = {
	of: ({ first_name: first, last_name: last }) => {
		const both = [first, last].map((name) => words(text(name)));
		return both.some((name) => name.length === 0) ? [] : both.flat();
	},
	// Bob and Bobby, or M. and Mara, may be one person.
	isAlike: (one, other) => one.startsWith(other) || other.startsWith(one),
};

const words = (name: string) =>
	name
		.replace(/\p{M}/gu, '')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '' && !NO_NAMES.includes(word));

const isEqual = (one: string, other: string) => one === other;

const CONTACTS: Trait[] = [
	{
		of: ({ email }) => either([text(email).trim()]).filter(isOwn),
		isAlike: isEqual,
	},
	{
		of: ({ phone }) =>
			either([text(phone).replace(/\D/g, '').slice(-FEWEST_DIGITS)]).filter(isGiven),
		isAlike: isEqual,
	},
];

const BIRTHDAY: Trait = { of: ({ dob }) => either([text(dob).slice(0, 10)]), isAlike: isEqual };

/**
 * Whether a profile is another person's, as far as it says. People marry, go by a nickname, and have a second
 * address: it is only if first and last name, and everything else that is known of both, differ.
 *
 * @param profile as Braze exports it
 * @param known what is known of the guest, by the same names: by what an event says, and by what was known before
 * @param wasOthers whether it was another person's before, which an event without names does not change
 */
function isAnotherPerson(profile: IDataObject, known: IDataObject[], wasOthers: boolean): boolean {
	const is = (trait: Trait, alike: boolean) =>
		known.some((guest) => likeness(trait, profile, guest) === alike);
	const isAlike = [NAMES, ...CONTACTS, BIRTHDAY].some((trait) => is(trait, true));
	const differs = is(NAMES, false) && CONTACTS.some((trait) => is(trait, false));
	return !isAlike && (differs || wasOthers);
}

/** Whether there is a profile under one of the external IDs of a link which no sign calls anybody's guest's. */
export function isUnlinked(id: string, { externalId }: Link, seen: Seen): boolean {
	const isMissing = id === externalId ? seen.isMissing : seen.missing.includes(id);
	return !isMissing && !seen.owners.has(id) && seen.externalId !== id;
}

/**
 * Whether the profile under one of the external IDs of a link, which is unlinked, is another person's.
 *
 * @param person what is known of the guest, beside what the profile with the alias says
 * @param wasOthers whether events have told this ID before, when it was another person's
 */
export function isStrangers(
	id: string,
	{ punchhUserId }: Link,
	{ profiles }: Seen,
	person: IDataObject,
	wasOthers = false,
): boolean {
	const byAlias = byAliasOf(punchhUserId, profiles);
	return isAnotherPerson(profiles.get(keyOfExternalId(id))!, [person, byAlias], wasOthers);
}

/**
 * Whether the profile under the external ID of a link is certainly the guest's: Braze says so, or an address, a
 * number or the birthday is the same. Names are not enough.
 *
 * @param person as `isStrangers` takes it
 */
export function isCertain(
	{ punchhUserId, externalId }: Link,
	{ profiles, owners, isMissing, ...seen }: Seen,
	person: IDataObject,
): boolean {
	if (seen.externalId === externalId || owners.get(externalId) === punchhUserId) return true;
	if (isMissing) return false;
	const profile = profiles.get(keyOfExternalId(externalId))!;
	return [person, byAliasOf(punchhUserId, profiles)].some((guest) =>
		[...CONTACTS, BIRTHDAY].some((trait) => likeness(trait, profile, guest) === true),
	);
}

/** What the profile with the alias of a guest says. */
const byAliasOf = (punchhUserId: string, profiles: Seen['profiles']): IDataObject =>
	profiles.get(userKey({ user_alias: punchhAlias(punchhUserId) })!) ?? {};

/** Whether two have something in common; undefined if it is not known of both. */
function likeness({ of, isAlike }: Trait, one: IDataObject, other: IDataObject) {
	const [ofOne, ofOther] = [of(one), of(other)];
	if (ofOne.length === 0 || ofOther.length === 0) return undefined;
	return ofOne.some((value) => ofOther.some((another) => isAlike(value, another)));
}
