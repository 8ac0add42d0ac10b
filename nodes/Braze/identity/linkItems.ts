import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { toItemError } from '../../shared/errors';
import type { Item } from '../../shared/operations/item';
import type { ItemResult } from '../../shared/operations/types';
import { asId } from '../../shared/values/json';
import { inWorkspaces } from '../send/inWorkspaces';
import { DEFAULT_SETTINGS } from '../send/track/settings';
import { trackInWorkspace, type Tracking } from '../send/track/trackItems';
import type { Verdict } from '../send/types';
import type { Link, Seen } from './knownGuest';
import { knownGuestsOf, type KnownGuests } from './knownGuests';
import { lookUp } from './lookUp';
import { aboutLink, askForLinks, PUNCHH_USER_ID } from './links';

/** @throws NodeOperationError naming the item and the parameter when an ID is missing or invalid */
type ReadLink = (item: Item) => Link;

/** An item that can be linked; the same guest in several items is linked once. */
interface Guest {
	item: Item;
	link: Link;
}

/**
 * Links the guest of each item, marks the profile with the attribute `punchh_user_id`, and returns one
 * result for each item.
 */
export async function linkItems(
	this: IExecuteFunctions,
	items: Item[],
	readLink: ReadLink,
): Promise<ItemResult[]> {
	return await inWorkspaces(this, items, undefined, async (some, workspace) => {
		return await linkGuests(
			{ context: this, workspace, settings: DEFAULT_SETTINGS },
			some,
			readLink,
		);
	});
}

async function linkGuests(
	tracking: Tracking,
	items: Item[],
	readLink: ReadLink,
): Promise<ItemResult[]> {
	const known = knownGuestsOf(tracking.workspace.connection.id);
	const { guests: read, results } = readGuests(items, readLink, known);
	const confirmed = new Set<Link>();
	const guests = await withoutOthers(tracking, known, read, { results, confirmed });
	// The profile into which another one is merged must be there first.
	const toMerge = guests.filter(({ link }) => link.formerIds.length > 0);
	const made = await mark(tracking, toMerge, false);
	const ready = guests.filter(({ item }) => !isFailure(made.get(item)));
	const links = [...new Set(ready.map(({ link }) => link))];
	const verdicts = await askForLinks(tracking.context, tracking.workspace, links);
	const linked = ready.filter(({ link }) => verdicts.get(link)!.kind === 'accepted');
	for (const { link } of linked) known.noteListed(link, confirmed.has(link));
	const marked = await mark(
		tracking,
		linked.filter(({ item }) => !made.has(item)),
		true,
	);
	for (const { item, link } of guests) {
		const recorded = made.get(item) ?? marked.get(item);
		results.set(item, resultOf(item, link, recorded, verdicts.get(link)));
	}
	return items.map((item) => results.get(item)!);
}

/**
 * The guests of whom Braze does not say something else than the list, if the key may look.
 *
 * @param to `confirmed` gets the links that stood in Braze already, `results` those of other guests
 */
async function withoutOthers(
	{ context, workspace }: Tracking,
	known: KnownGuests,
	guests: Guest[],
	to: { results: Map<Item, ItemResult>; confirmed: Set<Link> },
): Promise<Guest[]> {
	const { results, confirmed } = to;
	if (!known.mayLook || guests.length === 0) return guests;
	const links = [...new Set(guests.map(({ link }) => link))];
	const found = await lookUp(context, workspace, links);
	known.mayLook = found !== undefined;
	for (const [link, { isApart, externalId }] of found?.seen ?? []) {
		link.isApart = isApart;
		if (externalId === link.externalId) confirmed.add(link);
	}
	return guests.filter(({ item, link }) => {
		const { kind, reason, hint } =
			found?.open.get(link) ?? contradiction(link, found?.seen.get(link)) ?? {};
		if (kind === undefined) return true;
		results.set(item, { error: item.error(reason!, hint), details: { verdict: kind } });
		return false;
	});
}

/** Why a link is not asked for, if Braze has one of its IDs on another guest's profile, or on another of the guest's. */
function contradiction(
	{ punchhUserId, externalId, formerIds }: Link,
	seen: Seen | undefined,
): Verdict | undefined {
	const { owners = [], externalId: current = externalId } = seen ?? {};
	for (const [id, owner] of owners) {
		if (owner === punchhUserId) continue;
		return {
			kind: 'rejected',
			reason: `In Braze, ${id} is the external ID of another guest, with the Punchh user ID ${owner}`,
			hint: 'Nothing of this item was sent. If both are one person, give the profile the new Punchh user ID first: as alias, with User > Update Alias or Create Alias, and as the attribute punchh_user_id',
		};
	}
	if ([externalId, ...formerIds].includes(current)) return undefined;
	return {
		kind: 'rejected',
		reason: `In Braze, the guest with the Punchh user ID ${punchhUserId} has the external ID ${current}`,
		hint: `Nothing of this item was sent: the guest would have two profiles. Correct the list, or move the data to the profile with ${externalId} first, with User > Merge`,
	};
}

/** The guests of valid items, and the results of the others. */
function readGuests(items: Item[], readLink: ReadLink, known: KnownGuests) {
	const guests: Guest[] = [];
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
			const link = readLink(item);
			refuseOthers(item, link, known);
			guests.push({ item, link: sameLink(item, link, links) });
		});
	}
	// Any row of the list may tell whose a profile is that another row would merge.
	for (const { item, link } of guests) orRefuse(item, () => refuseMerge(item, link, links));
	return { guests: guests.filter(({ item }) => !results.has(item)), results };
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
		'Nothing of this item was sent: a guest has one external ID, and an external ID belongs to one guest. Correct the list',
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
		'Nothing of this item was sent: a guest has one external ID, and an external ID belongs to one guest. Correct the list. If the earlier link is wrong, correct it with User > Rename External ID or User > Merge, and send this again',
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
			"Nothing of this item was sent. Turn off 'Profiles of Punchh's Adapter' for it: its profile is not the adapter's",
		);
	}
}

/**
 * Writes the attribute `punchh_user_id` to the profiles of guests.
 *
 * @param onlyExisting whether guests without a profile get none
 */
async function mark(
	tracking: Tracking,
	guests: Guest[],
	onlyExisting: boolean,
): Promise<Map<Item, ItemResult>> {
	const links = new Map(guests.map(({ item, link }) => [item, link]));
	const items = [...links.keys()];
	if (items.length === 0) return new Map();
	const results = await trackInWorkspace(tracking, items, (item) => {
		const { externalId, punchhUserId } = links.get(item)!;
		const body: IDataObject = {
			external_id: externalId,
			// As a number, like in Punchh's events: one type is enough for an attribute.
			[PUNCHH_USER_ID]: asId(punchhUserId),
			_update_existing_only: onlyExisting,
		};
		return { objects: [{ array: 'attributes', body }] };
	});
	return new Map(items.map((item, position) => [item, results[position]]));
}

function isFailure(result: ItemResult | undefined): boolean {
	return result !== undefined && 'error' in result;
}

/** @param recorded what became of the attribute, if it was sent */
function resultOf(
	item: Item,
	link: Link,
	recorded: ItemResult | undefined,
	verdict: Verdict | undefined,
): ItemResult {
	const about = verdict === undefined ? {} : aboutLink(link, verdict);
	if (recorded !== undefined && 'error' in recorded) {
		return { ...recorded, details: { ...about, ...recorded.details } };
	}
	if (verdict?.kind === 'accepted') return { json: [about] };
	const { kind = 'failed', reason = 'Braze did not accept it', hint } = verdict ?? {};
	return { error: item.error(reason, hint), details: { ...about, verdict: kind } };
}
