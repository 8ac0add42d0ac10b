import type { IDataObject } from 'n8n-workflow';

import { toItemError } from '../../../shared/errors';
import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import type { Link } from '../memory/knownGuest';
import type { KnownGuests } from '../memory/knownGuests';
import { userKey } from '../user';

/** What an item of a list asks for. */
export interface ListedLink {
	link: Link;
	/** What the list knows of the person, by the names in Braze. */
	person: IDataObject;
	/** Whether a guest whose external ID has no profile gets one, so that there is something to link. */
	makesProfile: boolean;
}

/** @throws NodeOperationError naming the item and the parameter when an ID is missing or invalid */
export type ReadLink = (item: Item) => ListedLink;

/** An item that can be linked; the same guest in several items is linked once. */
export interface ListedGuest extends ListedLink {
	item: Item;
}

/** The guests of valid items, and the results of the others. */
export function readGuests(items: Item[], readLink: ReadLink, known: KnownGuests) {
	const guests: ListedGuest[] = [];
	const results = new Map<Item, ItemResult>();
	const links = new Map<string, Link>();
	const orRefuse = (item: Item, work: () => void) => {
		try {
			work();
		} catch (thrown) {
			const error = toItemError(item.context.getNode(), thrown, item.index);
			results.set(item, { error, details: { verdict: 'rejected' } });
		}
	};
	for (const item of items) {
		orRefuse(item, () => {
			const { link, ...more } = readLink(item);
			refuseDeleted(item, link, known);
			refuseOthers(item, link, known);
			guests.push({ item, link: sameLink(item, link, links), ...more });
		});
	}
	// Any row of the list may tell whose a profile is that another row would merge.
	for (const { item, link } of guests) orRefuse(item, () => refuseMerge(item, link, links));
	const left = guests.filter(({ item }) => !results.has(item));
	eachId(left, (id, user) => known.owners.claim(id, user));
	return { guests: left, results };
}

/** Until the links are made, no event of another guest may begin to use the IDs. */
export function endClaims(guests: ListedGuest[], known: KnownGuests): void {
	eachId(guests, (id, user) => known.owners.endClaim(id, user));
}

function eachId(guests: ListedGuest[], work: (id: string, punchhUserId: string) => void): void {
	for (const { link } of guests) {
		for (const id of [link.externalId, ...link.formerIds]) {
			work(userKey({ external_id: id })!, link.punchhUserId);
		}
	}
}

/**
 * The link of an item: that of an earlier item, if both say the same.
 *
 * @param known what earlier items said, by each ID
 * @throws NodeOperationError if an earlier item says something else of one of the IDs
 */
function sameLink(item: Item, link: Link, known: Map<string, Link>): Link {
	const { punchhUserId, externalId } = link;
	const keys = [`user ${punchhUserId}`, `external ${externalId}`];
	const before = keys.map((key) => known.get(key)).find((one) => one !== undefined);
	if (before === undefined) {
		for (const key of keys) known.set(key, link);
		return link;
	}
	if (before.punchhUserId === punchhUserId && before.externalId === externalId) return before;
	throw item.error(
		`An earlier item links ${before.punchhUserId} with ${before.externalId}`,
		'Nothing in this item was sent: a guest has one external ID, and an external ID belongs to one guest. Correct the list',
	);
}

/** @throws NodeOperationError if the guest is deleted: the external ID may be the next one's by now */
function refuseDeleted(item: Item, { punchhUserId }: Link, known: KnownGuests): void {
	if (!known.guests.isDeleted(punchhUserId)) return;
	throw item.error(
		`The guest with the Punchh user ID ${punchhUserId} is deleted in Punchh`,
		'Nothing in this item was sent: the list is older than that. Take a new export from Punchh',
	);
}

/**
 * Compares a link with what events and lists of earlier runs have said.
 *
 * @throws NodeOperationError if that is something else of one of the IDs
 */
function refuseOthers(item: Item, link: Link, known: KnownGuests): void {
	const { punchhUserId, externalId, formerIds } = link;
	const all = [externalId, ...formerIds];
	const taken = all.find((id) => known.otherOwnerOf(id, punchhUserId) !== undefined);
	const current = known.externalIdOf(punchhUserId) ?? externalId;
	if (taken === undefined && all.includes(current)) return;
	const id = taken ?? current;
	const user = known.otherOwnerOf(id, punchhUserId) ?? punchhUserId;
	throw item.error(
		`An event or a list of an earlier run links ${user} with ${id}`,
		"Nothing in this item was sent: a guest has one external ID, and an external ID belongs to one guest. Correct the list. If the earlier link is wrong, check whose profile has that ID. If it is another person's, give the alias on it that guest's user ID, or another name, with User > Update Alias, and write punchh_user_id, name, address and number to it again with User > Track; if it is the same person's, merge it with User > Merge. Send this again after five minutes",
	);
}

/** @throws NodeOperationError if another item has the external ID of a profile that is to be merged */
function refuseMerge(
	item: Item,
	{ punchhUserId, formerIds }: Link,
	links: Map<string, Link>,
): void {
	for (const id of formerIds) {
		const owner = links.get(`external ${id}`)?.punchhUserId ?? punchhUserId;
		if (owner === punchhUserId) continue;
		throw item.error(
			`${id} is the external ID of another guest of this list, with the Punchh user ID ${owner}`,
			"Nothing in this item was sent. Turn off 'Profiles of Punchh's Adapter' for it: its profile is not the adapter's",
		);
	}
}
