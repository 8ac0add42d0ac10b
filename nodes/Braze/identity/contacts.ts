import type { GuestBook } from './guestBook';
import type { Owners } from './owners';

/**
 * Notes that an address or a number is on a guest's profile: no other guest is recorded by it, until the
 * profile has another one, or is deleted.
 *
 * @param name `email` or `phone`
 * @param key as `userKey` names it; undefined if there is none any more
 */
export function nameContact(
	{ guests, owners }: { guests: GuestBook; owners: Owners },
	punchhUserId: string,
	name: string,
	key: string | undefined,
): void {
	const guest = guests.of(punchhUserId);
	const before = guest.contacts?.[name];
	if (before === key) return;
	freeContact(before, owners);
	const isFree = key !== undefined && owners.of(key) === undefined;
	if (isFree) owners.name(key, punchhUserId);
	guest.contacts = { ...guest.contacts, [name]: isFree ? key : undefined };
}

/** Makes an address or a number free for other guests, when Braze certainly no longer has it there. */
export function freeContact(key: string | undefined, owners: Owners): void {
	if (key !== undefined) owners.releaseLater(key);
}
