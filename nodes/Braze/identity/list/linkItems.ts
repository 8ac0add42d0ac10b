import type { IExecuteFunctions } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import { passedMs } from '../../../shared/time';
import { inWorkspaces } from '../../send/inWorkspaces';
import { DEFAULT_SETTINGS } from '../../send/track/settings';
import type { Tracking } from '../../send/track/trackItems';
import type { Verdict } from '../../send/types';
import type { Link } from '../memory/knownGuest';
import type { KnownGuests } from '../memory/knownGuests';
import { withKnownGuests } from '../memory/workspaces';
import { aboutLink, askForLinks } from '../profiles/links';
import { lookUp } from '../profiles/lookUp';
import { keyOfExternalId } from '../user';
import { comparedAs, type Compared } from './compared';
import { nothingFound, type Found } from './found';
import { endClaims, readGuests, type ListedGuest, type ReadLink } from './linkList';
import { noteEnd, strangerBefore } from './listEnds';
import { ofStranger, refusalsOf } from './listRefusals';
import { mark } from './mark';
import { isStrangersByNow } from './toldMeanwhile';

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
	const found = nothingFound();
	const guests = await withoutOthers(tracking, known, read, { results, found });
	// The profile into which another one is merged must be there first.
	const toMake = guests.filter(
		({ link, makesProfile }) => makesProfile || link.formerIds.length > 0,
	);
	const made = await mark(tracking, known, toMake, { found, onlyExisting: false });
	const ready = guests
		.filter(({ item }) => !isFailure(made.get(item)))
		.filter((guest) => !isRefusedByNow(known, guest, { results, found }));
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
		{ found, onlyExisting: true },
	);
	for (const { item, link } of guests) {
		if (results.has(item)) continue;
		const recorded = made.get(item) ?? marked.get(item);
		const result = resultOf(item, link, recorded, verdicts.get(link));
		results.set(item, withCompared(result, found.compared.get(item)));
	}
	return items.map((item) => results.get(item)!);
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
	const isConfirmed = found.confirmed.has(link);
	if (kind === 'accepted') known.noteListed(link, isConfirmed);
	if (isConfirmed || guest.unproved?.externalId === externalId) return;
	const isMissing = found.missing.has(link) && !makesProfile;
	const person = known.attributes.personElsewhere(punchhUserId, keyOfExternalId(externalId));
	guest.unproved = { externalId, isMissing, listedMs: passedMs(), person };
	if (isMissing && guest.externalId === externalId) guest.isSure = false;
}

/**
 * Whether it is news to this process that a link stands in Braze. Then somebody else has made it, or this process
 * before a restart: it may have been a list, so that the first event shows whether it is right.
 */
function isNews(known: KnownGuests, { punchhUserId, externalId }: Link): boolean {
	const guest = known.guests.of(punchhUserId);
	if (guest.unproved?.externalId === externalId) return false;
	if (guest.aliasOn !== externalId && guest.provedId !== externalId)
		guest.unproved = { externalId, isMissing: false, listedMs: passedMs() };
	return true;
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
	for (const [link, one] of looked.seen) {
		const { isApart, externalId, profiles, isMissing } = one;
		known.attributes.compare(link.punchhUserId, profiles);
		to.found.seen.set(link, one);
		link.isApart = isApart;
		if (externalId === link.externalId && isNews(known, link)) to.found.confirmed.add(link);
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
		if (refusal !== undefined) refuse(guest, refusal, results);
		return refusal === undefined;
	});
}

function refuse(
	{ item }: ListedGuest,
	{ kind, reason, hint }: Verdict,
	results: Map<Item, ItemResult>,
): void {
	results.set(item, { error: item.error(reason!, hint), details: { verdict: kind } });
}

/** Refuses a row of which an event has shown by now that the profile is another person's. */
function isRefusedByNow(
	known: KnownGuests,
	guest: ListedGuest,
	{ results, found }: { results: Map<Item, ItemResult>; found: Found },
): boolean {
	const isOthers = isStrangersByNow(known, guest, found);
	if (isOthers) refuse(guest, ofStranger(guest.link.externalId), results);
	return isOthers;
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
