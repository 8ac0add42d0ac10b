import { isByContact, isByExternalId, keyOfExternalId } from '../user';
import type { GuestBook } from './guestBook';
import { externalIdsOf, NONE, without, type KnownGuest } from './knownGuest';
import type { LinkQueue } from './linkQueue';
import type { Owners } from './owners';

/** What is kept of the guests of a workspace. */
interface Books {
	guests: GuestBook;
	owners: Owners;
	/** Guests of whom a profile may be there that is still to be merged. */
	waiting: Pick<LinkQueue, 'has'>;
}

/** The profile of a guest who is linked: all that the guest has become one. */
export const LINKED_PROFILE = 'linked';

/** An address or a number, as `userKey` names it. */
const CONTACT = /^(?:email [^\s@,;<>]+@[^\s@,;<>]+|phone \+[1-9]\d{6,14})$/;

/** Profiles of a guest of which the contacts are remembered, the last few. */
const MOST_PROFILES = 4;

/** An address or a number that is written to a guest's profile. */
export interface ContactWrite {
	punchhUserId: string;
	/** Which of the guest's profiles: `LINKED_PROFILE`, or as `userKey` names it. */
	profile: string;
	/** As `userKey` names it, for `LINKED_PROFILE`: until all are one, the guest may have several. */
	under: string;
	/** `email` or `phone`. */
	name: string;
	/** As `userKey` names it; undefined if the profile has none any more. */
	key: string | undefined;
}

/**
 * Notes that an address or a number is on a guest's profile: no other guest is recorded by it, until the
 * profile has another one, or is deleted.
 */
export function nameContact(books: Books, given: ContactWrite): void {
	// What it may not take for an address or number, Braze may drop, and says nothing.
	if (given.key !== undefined && !CONTACT.test(given.key)) return nameLikelyContact(books, given);
	const write = onProfile(books, given);
	const { punchhUserId, name, key } = write;
	const before = contactsOf(books, write)[name] ?? [];
	noteSure(books, write, true);
	keep(books, write, key === undefined ? [] : [key]);
	const isOnSeveral = noteUnder(books, write, before).length > 1;
	if (isOnSeveral) leaveWhenOne(books, punchhUserId, before);
	else leave(books, punchhUserId, before);
	if (key !== undefined) books.owners.hold(key, punchhUserId);
}

/**
 * Notes under what name a contact is written to one of the profiles of a linked guest.
 *
 * @param before what is, or may be, written under the names that are known
 * @returns those, and this one
 */
function noteUnder(books: Books, write: ContactWrite, before: readonly string[]): string[] {
	const { punchhUserId, profile, under, name, key } = write;
	if (profile !== LINKED_PROFILE) return [under];
	const guest = books.guests.of(punchhUserId);
	const isOpen = books.waiting.has(punchhUserId);
	const all = [...new Set([...((isOpen && guest.contactsUnder?.[name]) || NONE), under])];
	const isSame = key !== undefined && before.includes(key);
	guest.contactsUnder = { ...guest.contactsUnder, [name]: isOpen && isSame ? all : [under] };
	return all;
}

/** Notes that a guest has lost contacts, which a profile that is still to be merged may have yet. */
function leaveWhenOne(books: Books, punchhUserId: string, keys: readonly string[]): void {
	const guest = books.guests.of(punchhUserId);
	guest.leavingContacts = [...(guest.leavingContacts ?? NONE), ...keys];
	freeLeft(books, punchhUserId);
}

/** Makes the contacts free that a guest has lost, once all profiles of the guest are one. */
export function freeLeft(books: Books, punchhUserId: string): void {
	const guest = books.guests.find(punchhUserId);
	if (guest?.leavingContacts === undefined || books.waiting.has(punchhUserId)) return;
	leave(books, punchhUserId, guest.leavingContacts);
	delete guest.leavingContacts;
}

/** Notes that an address or a number may be on a guest's profile, or still the one that was there before. */
export function nameLikelyContact(books: Books, given: ContactWrite): void {
	const write = onProfile(books, given);
	const { punchhUserId, name, key } = write;
	if (key === undefined) return;
	const before = contactsOf(books, write)[name] ?? [];
	if (!before.includes(key)) noteSure(books, write, false);
	noteUnder(books, write, [key]);
	keep(books, write, [...before.filter((one) => one !== key), key]);
	books.owners.hold(key, punchhUserId);
}

/** Notes whether an address or number is certainly on a profile: one that need not be finds no profile for sure. */
function noteSure({ guests }: Books, { punchhUserId, key }: ContactWrite, isSure: boolean): void {
	const guest = guests.of(punchhUserId);
	if (key === undefined || (isSure && guest.unsureContacts === undefined)) return;
	const others = without(guest.unsureContacts ?? NONE, key);
	guest.unsureContacts = isSure ? others : [...others, key].slice(-MOST_PROFILES);
}

/** Makes the contacts of a guest's profile free for others when Braze has certainly deleted it. */
export function freeContacts(books: Books, punchhUserId: string, profile: string): void {
	const of = { punchhUserId, profile: profileOf(books, punchhUserId, profile) };
	for (const [name, before] of Object.entries(contactsOf(books, of))) {
		keep(books, { ...of, name }, []);
		leave(books, punchhUserId, before);
	}
	if (of.profile !== LINKED_PROFILE) return;
	const { leavingContacts = NONE } = books.guests.find(punchhUserId) ?? {};
	leave(books, punchhUserId, leavingContacts);
}

/**
 * Whether an identifier names another profile than the linked one of a guest, as far as is known: the guest has
 * a linked one, and neither is the address or number on it, nor is it under that external ID.
 */
export function isBesideLinked(books: Books, punchhUserId: string, named: string): boolean {
	const guest = books.guests.find(punchhUserId);
	if (guest === undefined || !hasLinked(books, punchhUserId)) return false;
	if (isByExternalId(named)) return !externalIdsOf(guest).map(keyOfExternalId).includes(named);
	return isByContact(named) && profileOf(books, punchhUserId, named) !== LINKED_PROFILE;
}

/** Whether a guest has a linked profile, as far as is known. */
export function hasLinked(books: Books, punchhUserId: string): boolean {
	const { externalId, recordedUnder } = books.guests.find(punchhUserId) ?? {};
	const linked = contactsOf(books, { punchhUserId, profile: LINKED_PROFILE });
	return (externalId ?? recordedUnder) !== undefined || Object.values(linked).flat().length > 0;
}

/**
 * Whether a profile of a guest that has an address or number stays when Braze deletes by it, as far as is known.
 *
 * @param deleted `identified` or `unidentified`, if only profiles with an external ID, or without one, are deleted
 */
export function mayStay(
	books: Books,
	punchhUserId: string,
	named: string,
	deleted: unknown,
): boolean {
	if (!isByContact(named)) return false;
	const { externalId } = books.guests.find(punchhUserId) ?? {};
	const contacts = byProfile(books.guests, punchhUserId);
	const known = Object.keys(contacts).filter((profile) =>
		Object.values(contacts[profile]).flat().includes(named),
	);
	// Of several it deletes one, and does not say which.
	if (known.length > 1) return true;
	const [profile = named] = known;
	const isIdentified =
		profile === LINKED_PROFILE ? externalId !== undefined : isByExternalId(profile);
	return deleted === (isIdentified ? 'unidentified' : 'identified');
}

/** Notes that a guest's profile that has an address or number has an external ID now, or is in the profile with it. */
export function identifyContacts(books: Books, named: string, externalId: string): void {
	const punchhUserId = books.owners.soleOwner(named);
	if (punchhUserId === undefined) return;
	const profile = profileOf(books, punchhUserId, named);
	const to = profileOf(books, punchhUserId, keyOfExternalId(externalId));
	if (profile === to) return;
	for (const [name, keys] of Object.entries(contactsOf(books, { punchhUserId, profile }))) {
		const others = contactsOf(books, { punchhUserId, profile: to })[name] ?? [];
		keep(books, { punchhUserId, profile, name }, []);
		keep(books, { punchhUserId, profile: to, name }, [...new Set([...others, ...keys])]);
	}
}

/** Notes that the profile of a linked guest is another guest's now, with the contacts that it has. */
export function passContacts(books: Books, from: string, to: string): void {
	const keys = Object.values(contactsOf(books, { punchhUserId: from, profile: LINKED_PROFILE }));
	const { leavingContacts = NONE } = books.guests.find(from) ?? {};
	for (const key of [...keys.flat(), ...leavingContacts]) books.owners.hold(key, to);
}

/** The same for a profile that has an address or number, of a guest who need not be linked. */
export function passContact({ owners }: Books, key: string, from: string, to: string): void {
	owners.hold(key, to);
	owners.leave(key, from);
}

function contactsOf(
	{ guests }: Books,
	{ punchhUserId, profile }: Pick<ContactWrite, 'punchhUserId' | 'profile'>,
) {
	return byProfile(guests, punchhUserId)[profile] ?? {};
}

/** The contacts of each profile of a guest. What is noted of the one with the external ID is the linked one's. */
function byProfile(guests: GuestBook, punchhUserId: string): NonNullable<KnownGuest['contacts']> {
	const guest = guests.find(punchhUserId);
	const { contacts = {}, externalId } = guest ?? {};
	const linked = externalId === undefined ? undefined : keyOfExternalId(externalId);
	if (guest === undefined || linked === undefined || contacts[linked] === undefined)
		return contacts;
	const { [linked]: own, [LINKED_PROFILE]: others = {}, ...profiles } = contacts;
	const names = [...new Set([...Object.keys(others), ...Object.keys(own)])];
	const both = names.map(
		(name) => [name, [...(others[name] ?? []), ...(own[name] ?? [])]] as const,
	);
	guest.contacts = { ...profiles, [LINKED_PROFILE]: Object.fromEntries(both) };
	return guest.contacts;
}

function onProfile(books: Books, write: ContactWrite): ContactWrite {
	return { ...write, profile: profileOf(books, write.punchhUserId, write.profile) };
}

/** A profile of a guest; by an address that another profile of the guest has, Braze finds that one. */
function profileOf({ guests }: Books, punchhUserId: string, named: string): string {
	const profiles = Object.entries(byProfile(guests, punchhUserId));
	const { externalId, unsureContacts = NONE } = guests.find(punchhUserId) ?? {};
	const isOn = (contacts: Record<string, readonly string[]>) =>
		Object.values(contacts).flat().includes(named) && !unsureContacts.includes(named);
	const found = profiles.find(([, contacts]) => isOn(contacts));
	const isLinked = externalId !== undefined && named === keyOfExternalId(externalId);
	return isLinked ? LINKED_PROFILE : (found?.[0] ?? named);
}

/** Notes that a profile of a guest has lost contacts, but for those that another one of the guest has. */
function leave({ guests, owners }: Books, punchhUserId: string, keys: readonly string[]): void {
	const profiles = Object.values(byProfile(guests, punchhUserId));
	const left = profiles.flatMap((contacts) => Object.values(contacts).flat());
	for (const key of keys) if (!left.includes(key)) owners.leave(key, punchhUserId);
}

function keep(
	books: Books,
	{ punchhUserId, profile, name }: Omit<ContactWrite, 'key' | 'under'>,
	keys: string[],
): void {
	const guest = books.guests.of(punchhUserId);
	const { [profile]: before, ...others } = byProfile(books.guests, punchhUserId);
	const profiles = [...Object.entries(others), [profile, { ...before, [name]: keys }] as const];
	guest.contacts = Object.fromEntries(profiles.slice(-MOST_PROFILES));
}
