import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import { passedMs } from '../../../shared/time';
import { asId } from '../../../shared/values/json';
import { inWorkspaces } from '../../send/inWorkspaces';
import { isRecorded, mayBeRecorded } from '../../send/track/itemResult';
import { DEFAULT_SETTINGS } from '../../send/track/settings';
import { trackInWorkspace, type Tracking } from '../../send/track/trackItems';
import type { Verdict } from '../../send/types';
import { contactsWritten, noteContacts, type ContactsWrite } from '../changes/writtenContacts';
import { wholeOf } from '../memory/attributeLog';
import type { Link } from '../memory/knownGuest';
import type { KnownGuests } from '../memory/knownGuests';
import { withKnownGuests } from '../memory/workspaces';
import { aboutLink, askForLinks, PUNCHH_USER_ID } from '../profiles/links';
import { lookUp } from '../profiles/lookUp';
import { keyOfExternalId } from '../user';
import { comparedAs, type Compared } from './compared';
import { endClaims, readGuests, type ListedGuest, type ReadLink } from './linkList';
import { noteEnd, strangerBefore } from './listEnds';
import { refusalsOf } from './listRefusals';

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
		const tracking = { context: this, workspace, settings: DEFAULT_SETTINGS };
		return await withKnownGuests(workspace.connection.id, async (known) => {
			const read = readGuests(some, readLink, known);
			return await linkGuests(tracking, some, known, read).finally(() =>
				endClaims(read.guests, known),
			);
		});
	});
}

async function linkGuests(
	tracking: Tracking,
	items: Item[],
	known: KnownGuests,
	{ guests: read, results }: ReturnType<typeof readGuests>,
): Promise<ItemResult[]> {
	const found: Found = { confirmed: new Set(), missing: new Set(), compared: new Map() };
	const guests = await withoutOthers(tracking, known, read, { results, found });
	// The profile into which another one is merged must be there first.
	const toMake = guests.filter(
		({ link, makesProfile }) => makesProfile || link.formerIds.length > 0,
	);
	const made = await mark(tracking, known, toMake, false);
	const ready = guests.filter(({ item }) => !isFailure(made.get(item)));
	const links = [...new Set(ready.map(({ link }) => link))];
	const verdicts = await askForLinks(tracking.context, tracking.workspace, links);
	const linked = ready.filter(({ link }) => verdicts.get(link)!.kind === 'accepted');
	if (linked.length > 0) known.mayLink = true;
	// A key that may do nothing else either may be refused for its address, for a while.
	else known.mayLook = true;
	for (const guest of ready) noteAsked(known, guest, found, verdicts.get(guest.link)!);
	const marked = await mark(
		tracking,
		known,
		linked.filter(({ item }) => !made.has(item)),
		true,
	);
	for (const { item, link } of guests) {
		const recorded = made.get(item) ?? marked.get(item);
		const result = resultOf(item, link, recorded, verdicts.get(link));
		results.set(item, withCompared(result, found.compared.get(item)));
	}
	return items.map((item) => results.get(item)!);
}

/** What Braze says of the links of a list. */
interface Found {
	/** Those that stood there already. */
	confirmed: Set<Link>;
	/** Those whose external ID has no profile. */
	missing: Set<Link>;
	/** How the guest of each item compares with the profile. */
	compared: Map<Item, Compared>;
}

/**
 * Notes that a link was asked for, and that only the list says which profile is the guest's: the first event that
 * says who the guest is shows whether it is right, and whether a profile that is made later is the guest's. So does
 * a link that Braze has made although its answer was lost.
 */
function noteAsked(
	known: KnownGuests,
	{ link, makesProfile }: ListedGuest,
	found: Found,
	{ kind }: Verdict,
): void {
	const { punchhUserId, externalId } = link;
	const guest = known.guests.of(punchhUserId);
	const isOwnDoing = guest.unproved?.externalId === externalId;
	const isConfirmed = found.confirmed.has(link) && !isOwnDoing;
	if (kind === 'accepted') known.noteListed(link, isConfirmed);
	if (isConfirmed || isOwnDoing) return;
	const isMissing = found.missing.has(link) && !makesProfile;
	guest.unproved = { externalId, isMissing, listedMs: passedMs() };
	if (isMissing && guest.externalId === externalId) guest.isSure = false;
}

/**
 * The guests of whom Braze does not say something else than the list, if the key may look.
 *
 * @param to `found` gets what Braze says of the links, `results` those of other guests
 */
async function withoutOthers(
	{ context, workspace }: Tracking,
	known: KnownGuests,
	guests: ListedGuest[],
	to: { results: Map<Item, ItemResult>; found: Found },
): Promise<ListedGuest[]> {
	const { results } = to;
	if (!known.mayLook || guests.length === 0) return guests;
	const links = [...new Set(guests.map(({ link }) => link))];
	const looked = await lookUp(context, workspace, known, links);
	for (const [link, { isApart, externalId, profiles, isMissing }] of looked.seen) {
		known.attributes.compare(link.punchhUserId, profiles);
		link.isApart = isApart;
		if (externalId === link.externalId) to.found.confirmed.add(link);
		if (isMissing) to.found.missing.add(link);
	}
	for (const guest of guests) {
		const seen = looked.seen.get(guest.link);
		if (seen !== undefined) to.found.compared.set(guest.item, comparedAs(guest, seen));
	}
	const before = strangerBefore(context, known);
	const { refusals, endsBeside } = refusalsOf(guests, looked, { before, known });
	noteEnd(context, known, endsBeside);
	return guests.filter((guest) => {
		const refusal = refusals.get(guest);
		if (refusal === undefined) return true;
		const { kind, reason, hint } = refusal;
		const error = guest.item.error(reason!, hint);
		results.set(guest.item, { error, details: { verdict: kind } });
		return false;
	});
}

/**
 * Writes the attribute `punchh_user_id` to the profiles of guests, and again what events have written
 * under the alias: where the profile had other values, Braze keeps those.
 *
 * @param onlyExisting whether guests without a profile get none
 */
async function mark(
	tracking: Tracking,
	known: KnownGuests,
	guests: ListedGuest[],
	onlyExisting: boolean,
): Promise<Map<Item, ItemResult>> {
	const links = new Map(guests.map(({ item, link }) => [item, link]));
	const items = [...links.keys()];
	if (items.length === 0) return new Map();
	const gathered = new Map<Item, IDataObject>();
	const written = new Map<Item, ContactsWrite>();
	const results = await trackInWorkspace(tracking, items, (item) => {
		const { externalId, punchhUserId } = links.get(item)!;
		const values = known.attributes.elsewhere(punchhUserId, keyOfExternalId(externalId));
		gathered.set(item, values);
		const body: IDataObject = {
			...wholeOf(values),
			external_id: externalId,
			// As a number, like in Punchh's events: one type is enough for an attribute.
			[PUNCHH_USER_ID]: asId(punchhUserId),
			_update_existing_only: onlyExisting,
		};
		const contacts = contactsWritten({ external_id: externalId }, body);
		if (contacts !== undefined) written.set(item, contacts);
		return { objects: [{ array: 'attributes', body }] };
	});
	const byItem = new Map(items.map((item, position) => [item, results[position]]));
	for (const { item, link } of guests) {
		const { punchhUserId, externalId } = link;
		const result = byItem.get(item)!;
		const contacts = written.get(item);
		if (contacts !== undefined && mayBeRecorded(result)) {
			noteContacts(known, contacts, isRecorded(result));
		}
		if (!isRecorded(result)) continue;
		const values = gathered.get(item) ?? {};
		known.attributes.gather(punchhUserId, keyOfExternalId(externalId), values);
	}
	return byItem;
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

/** The result of an item that is linked, with how its guest compares with the profile, if that was looked up. */
function withCompared(result: ItemResult, compared: Compared | undefined): ItemResult {
	if ('error' in result || compared === undefined) return result;
	return { ...result, json: result.json.map((json) => ({ ...json, compared })) };
}
