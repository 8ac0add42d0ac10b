import type { IDataObject } from 'n8n-workflow';

import { isEmpty, isScalar } from '../../../shared/values/json';
import { comparableEmail, comparablePhone } from '../../../Punchh/events/contacts';
import { isDummyBirthday } from '../../../Punchh/events/nobodys';
import type { Link, Seen, Unproved } from '../memory/knownGuest';
import { keyOfExternalId, userKey } from '../user';
import { punchhAlias } from './links';
import { likenessOf, nameOf } from './names';

/** Something by which people are told apart: whether it may be the same; undefined if it is not known of both. */
type Trait = (one: IDataObject, other: IDataObject) => boolean | undefined;

const text = (value: unknown) =>
	isScalar(value) && !isEmpty(value) ? String(value).normalize('NFKD').toLowerCase() : '';

/** Whether the names of somebody are known, and are not a placeholder's. */
export const isNamed = ({ first_name: first, last_name: last }: IDataObject): boolean =>
	nameOf(text(first), text(last)) !== undefined;

/** How alike the names of two are; undefined if they are not known of both. */
function likenessOfNames(one: IDataObject, other: IDataObject) {
	const [ofOne, ofOther] = [one, other].map((person) =>
		nameOf(text(person.first_name), text(person.last_name)),
	);
	return ofOne && ofOther && likenessOf(ofOne, ofOther);
}

/** Whether the first names of two differ, where a last name is not known. */
function isOtherFirst(one: IDataObject, other: IDataObject): boolean {
	const [ofOne, ofOther] = [one, other].map(({ first_name: first }) => nameOf(text(first), 'x'));
	return ofOne !== undefined && ofOther !== undefined && likenessOf(ofOne, ofOther) !== 'whole';
}

/** @param of what is known, as it can be compared; '' is nothing */
const byValue =
	(of: (person: IDataObject) => string): Trait =>
	(one, other) => {
		const both = [of(one), of(other)];
		return both.includes('') ? undefined : both[0] === both[1];
	};

/** Apple makes an address for each app, so two of them may be one person's. */
const withoutRelay = (email: string) => email.replace(/^.*@privaterelay\.appleid\.com$/, '');

const CONTACTS: Trait[] = [
	byValue(({ email }) => withoutRelay(comparableEmail(text(email)))),
	byValue(({ phone }) => comparablePhone(text(phone))),
];

const birthday = byValue(({ dob }) => {
	const day = text(dob).slice(0, 10);
	return isDummyBirthday(day) ? '' : day;
});

/**
 * Whether a profile is another person's, as far as it says. People marry, go by a nickname, and have a second
 * address: it is only if everything that is known of both differs, and that is a table's row:
 *
 * | first name | last name | beside that                              |
 * | ---------- | --------- | ---------------------------------------- |
 * | another    | another   | another address, number or birthday      |
 * | one of the two         | another birthday, and address or number  |
 * | another    | the same  | another address and another number       |
 *
 * @param profile as Braze exports it
 * @param known what is known of the guest, by the same names: by what an event says, and by what was known before
 * @param wasOthers whether it was another person's before, which an event without names does not change
 */
function isAnotherPerson(profile: IDataObject, known: IDataObject[], wasOthers: boolean): boolean {
	const is = (trait: Trait, alike: boolean) =>
		known.some((guest) => trait(profile, guest) === alike);
	const differs = (trait: Trait) => is(trait, false);
	const names = new Set(known.map((guest) => likenessOfNames(profile, guest)));
	const isPart = names.has('given') || names.has('family');
	const isRelative = isPart && differs(birthday) && CONTACTS.some(differs);
	const isOfHousehold = names.has('family') && CONTACTS.every(differs);
	const isUnlike = names.has('none') && [...CONTACTS, birthday].some(differs);
	const isOther = isUnlike || isRelative || isOfHousehold;
	const isNamesake = names.has('whole') || (isPart && !isRelative && !isOfHousehold);
	const isAlike = isNamesake || [...CONTACTS, birthday].some((trait) => is(trait, true));
	return !isAlike && (isOther || wasOthers);
}

/**
 * Whether there is a profile under one of the external IDs of a link which nobody has linked. The attribute alone
 * does not say that it is the guest's: a workflow with another choice writes it to whichever profile has the ID.
 */
export function isUnlinked(id: string, { externalId, punchhUserId }: Link, seen: Seen): boolean {
	const isMissing = id === externalId ? seen.isMissing : seen.missing.includes(id);
	const owner = seen.owners.get(id);
	const isOpen = owner === undefined || (owner === punchhUserId && seen.ownedByAttribute.has(id));
	return !isMissing && isOpen && seen.externalId !== id;
}

/**
 * Whether the profile under one of the external IDs of a link, which is unlinked, is another person's.
 *
 * @param known what is known of the guest, beside what the profile with the alias says
 * @param wasOthers whether events have told this ID before, when it was another person's
 */
export function isStrangers(
	id: string,
	{ punchhUserId }: Link,
	{ profiles }: Seen,
	known: IDataObject[],
	wasOthers = false,
): boolean {
	const byAlias = byAliasOf(punchhUserId, profiles);
	return isAnotherPerson(profiles.get(keyOfExternalId(id))!, [...known, byAlias], wasOthers);
}

/**
 * The same for a row of a list. The list and the profile with the alias may speak of different people, as where the
 * column of the user IDs was shifted: the profile must not be another person's by any of them.
 */
export function isListStrangers(
	id: string,
	link: Link,
	seen: Seen,
	known: IDataObject[],
	wasOthers: boolean,
): boolean {
	if (isStrangers(id, link, seen, known, wasOthers)) return true;
	const profile = seen.profiles.get(keyOfExternalId(id))!;
	return [...known, byAliasOf(link.punchhUserId, seen.profiles)].some((one) =>
		isAnotherPerson(profile, [one], false),
	);
}

/** Whether the profile that has a guest's alias is another person's, by what events say of the guest. */
export function isAliasStrangers(
	{ punchhUserId }: Link,
	{ profiles }: Seen,
	person: IDataObject,
): boolean {
	return isAnotherPerson(byAliasOf(punchhUserId, profiles), [person], false);
}

/**
 * The profile with which only a list has linked a guest: once Braze shows the link, that with the alias.
 *
 * @param id its external ID
 */
function listedProfile(id: string, { punchhUserId }: Link, seen: Seen): IDataObject {
	if (seen.externalId === id) return byAliasOf(punchhUserId, seen.profiles);
	return seen.profiles.get(keyOfExternalId(id)) ?? {};
}

/** The address, number and birthday on that profile, before events without names replace them by the guest's. */
export function listedContacts(id: string, link: Link, seen: Seen): IDataObject {
	const { email, phone, dob } = listedProfile(id, link, seen);
	return { email, phone, dob };
}

/**
 * Whether that profile is another person's. Two other names are enough, or another first name where a last name is
 * not known, and another birthday, or another address and number; for a deletion, any difference is, if nothing is the same.
 *
 * @param id its external ID
 * @param of `person`: what events say of the guest; `before`: what `listedContacts` gave at first
 */
export function isListedStrangers(
	id: string,
	link: Link,
	seen: Seen,
	{
		person = {},
		before,
		isDeleting,
	}: Pick<Unproved, 'person' | 'before'> & { isDeleting: boolean },
): boolean {
	const shown = listedProfile(id, link, seen);
	// Where neither has a name, an address that has changed says nothing.
	const profile = isNamed(shown) || isNamed(person) ? { ...shown, ...before } : shown;
	const known =
		seen.externalId === id ? [person] : [person, byAliasOf(link.punchhUserId, seen.profiles)];
	if (isAnotherPerson(profile, known, false)) return true;
	const isOther = (one: IDataObject) => {
		const likeness = likenessOfNames(profile, one);
		if (likeness !== undefined) return likeness === 'none';
		const differs = (trait: Trait) => trait(profile, one) === false;
		// Bob may be Robert.
		return (differs(birthday) || CONTACTS.every(differs)) && isOtherFirst(profile, one);
	};
	return (isDeleting || known.some(isOther)) && differsInAll(profile, known) === true;
}

/**
 * Whether the profile under the external ID of a link is certainly the guest's: Braze says so, or an address, a
 * number or the birthday is the same. Names are not enough, nor is it if list and profile speak of different people.
 *
 * @param person as `isStrangers` takes it
 */
export function isCertain(
	{ punchhUserId, externalId }: Link,
	{ profiles, owners, ownedByAttribute, isMissing, ...seen }: Seen,
	person: IDataObject,
): boolean {
	const isOwner = owners.get(externalId) === punchhUserId && !ownedByAttribute.has(externalId);
	if (seen.externalId === externalId || isOwner) return true;
	if (isMissing) return false;
	const profile = profiles.get(keyOfExternalId(externalId))!;
	const known = [person, byAliasOf(punchhUserId, profiles)];
	const isAlike = known.some((guest) =>
		[...CONTACTS, birthday].some((trait) => trait(profile, guest) === true),
	);
	return isAlike && !known.some((guest) => differsInAll(profile, [guest]));
}

/**
 * Whether the profile under the external ID of a link, which nobody has linked, differs in all that can be compared
 * from what a list says of the guest, or from the profile with the alias; undefined if nothing can.
 *
 * @param person as `isStrangers` takes it
 */
export function isUnlike(link: Link, seen: Seen, person: IDataObject): boolean | undefined {
	if (isCertain(link, seen, person)) return false;
	const { punchhUserId, externalId } = link;
	if (!isUnlinked(externalId, link, seen)) return undefined;
	const profile = seen.profiles.get(keyOfExternalId(externalId))!;
	const known = [person, byAliasOf(punchhUserId, seen.profiles)];
	const differ = known.map((guest) => differsInAll(profile, [guest]));
	return differ.find((one) => one === true) ?? differ.find((one) => one !== undefined);
}

/**
 * Whether a profile differs in all that can be compared; undefined if nothing can. A first name alone that is alike
 * says nothing: in a list sorted by it, the next guest often has the same.
 */
function differsInAll(profile: IDataObject, known: IDataObject[]): boolean | undefined {
	const names = known.map((guest) => likenessOfNames(profile, guest));
	const traits = [...CONTACTS, birthday].flatMap((trait) =>
		known.map((guest) => trait(profile, guest)),
	);
	if (names.includes('whole') || traits.includes(true)) return false;
	if (names.some((name) => name !== undefined)) return true;
	return traits.includes(false) || known.some((guest) => isOtherFirst(profile, guest)) || undefined;
}

/** What the profile with the alias of a guest says. */
const byAliasOf = (punchhUserId: string, profiles: Seen['profiles']): IDataObject =>
	profiles.get(userKey({ user_alias: punchhAlias(punchhUserId) })!) ?? {};
