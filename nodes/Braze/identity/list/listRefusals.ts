import type { IDataObject } from 'n8n-workflow';

import type { Verdict } from '../../send/types';
import { POLICY } from '../../transport/policy';
import type { Link, Seen } from '../memory/knownGuest';
import type { KnownGuests } from '../memory/knownGuests';
import type { LookedUp } from '../profiles/lookUp';
import { mislinked } from '../profiles/mislinked';
import { isAliasStrangers, isCertain, isListStrangers, isUnlinked } from '../profiles/otherPerson';
import { keyOfExternalId } from '../user';
import type { ListedGuest } from './linkList';
import { unlikeRows } from './unlikeRows';

/**
 * Why some rows of a list are not asked for. Where a row is missing, all that follow have the external ID of
 * somebody else. In a sorted list, many of these share a name with the guest, so that nothing shows it: a row
 * next to one of another person is refused as well, up to one whose profile is certainly the guest's.
 *
 * @param from `before`: the other person's external ID beside which an earlier part of the list has ended; `known`:
 *   what this process knows of the guests
 * @returns also the one beside which this part ends
 */
export function refusalsOf(
	guests: ListedGuest[],
	found: LookedUp,
	{ before, known }: { before: string | undefined; known: KnownGuests },
): { refusals: Map<ListedGuest, Verdict>; endsBeside: string | undefined } {
	const refusals = new Map<ListedGuest, Verdict>();
	const unlike = unlikeRows(guests, found);
	let unsure: ListedGuest[] = [];
	let stranger = before;
	const endUnsure = () => {
		for (const guest of stranger === undefined ? [] : unsure) {
			if (!refusals.has(guest)) refusals.set(guest, besideStranger(stranger!));
		}
		unsure = [];
		stranger = undefined;
	};
	for (const guest of guests) {
		const { link, person } = guest;
		const seen = found.seen.get(link);
		const strangersId = seen && strangerIn(link, seen, person, known);
		const unlikeId = unlike.has(guest) ? link.externalId : undefined;
		const refusal =
			found.open.get(link) ??
			contradiction(link, seen, strangersId) ??
			(unlikeId === undefined ? undefined : ofUnlike(unlikeId));
		if (refusal !== undefined) refusals.set(guest, refusal);
		stranger ??= strangersId ?? unlikeId;
		const isOthers = strangersId !== undefined;
		if (seen !== undefined && !isOthers && isCertain(link, seen, person)) endUnsure();
		else unsure.push(guest);
	}
	const endsBeside = stranger;
	endUnsure();
	return { refusals, endsBeside };
}

/**
 * The external ID of a link that is another person's. The profile of Punchh's adapter, which is the guest's, says as
 * much of the guest as the list.
 *
 * @param known what events, or a person, have shown of the guests
 */
export function strangerIn(
	link: Link,
	seen: Seen,
	person: IDataObject,
	{ guests, attributes }: KnownGuests,
): string | undefined {
	const { punchhUserId, externalId, formerIds } = link;
	const { othersIds: others = [], provedId } = guests.find(punchhUserId) ?? {};
	// Braze shows only after a while what this process has written, and a list may take minutes, in which events come.
	const written = attributes.personElsewhere(punchhUserId, keyOfExternalId(externalId));
	const unlinked = [externalId, ...formerIds].filter((id) => isUnlinked(id, link, seen));
	const strangersId = unlinked.find((id) => {
		const beside = formerIds.filter((former) => former !== id);
		const all = beside.map((former) => seen.profiles.get(keyOfExternalId(former)) ?? {});
		return isListStrangers(id, link, seen, [person, written, ...all], others.includes(id));
	});
	if (strangersId !== undefined) return strangersId;
	// An earlier list may have put the alias there.
	const isOn = seen.externalId === externalId && provedId !== externalId;
	const isOthers = [person, written].some((one) => isAliasStrangers(link, seen, one));
	return isOn && isOthers ? externalId : undefined;
}

/**
 * Why a link is not asked for, if Braze has one of its IDs on another guest's profile, or on another of the guest's.
 *
 * @param strangersId an external ID of it that is another person's
 */
function contradiction(
	{ punchhUserId, externalId, formerIds }: Link,
	seen: Seen | undefined,
	strangersId: string | undefined,
): Verdict | undefined {
	const { owners = [], externalId: current = externalId } = seen ?? {};
	for (const [id, owner] of owners) {
		if (owner === punchhUserId) continue;
		return {
			kind: 'rejected',
			reason: `In Braze, ${id} is the external ID of another guest, with the Punchh user ID ${owner}`,
			hint: 'Nothing in this item was sent. If both are one person, give the profile the new Punchh user ID first: as alias, with User > Update Alias or Create Alias, and as the attribute punchh_user_id',
		};
	}
	if (strangersId !== undefined && strangersId === seen?.externalId) {
		const [reason, hint] = mislinked(punchhUserId, strangersId);
		return { kind: 'rejected', reason, hint };
	}
	const isOn = [externalId, ...formerIds].includes(current);
	if (isOn && strangersId !== undefined) return ofStranger(strangersId);
	if (isOn) return undefined;
	return {
		kind: 'rejected',
		reason: `In Braze, the guest with the Punchh user ID ${punchhUserId} has the external ID ${current}`,
		hint: "Nothing in this item was sent: the guest would have two profiles. Correct the list. If it is right, check whose profile has that ID. If it is another person's, give the alias on it that guest's user ID, or another name, with User > Update Alias, and write punchh_user_id, name, address and number to it again with User > Track; if it is the same person's, merge it with User > Merge. Then send this again",
	};
}

/** Why a row is not asked for whose profile is another person's. */
export const ofStranger = (externalId: string): Verdict => ({
	kind: 'rejected',
	reason: `In Braze, ${externalId} seems to be another person's external ID: the name, and the address, number or birthday, differ`,
	hint: 'Nothing in this item was sent. Check whether a row is missing from the list. If both are one person, link them with User > Create Alias, or User > Identify by the alias',
});

const ofUnlike = (externalId: string): Verdict => ({
	kind: 'rejected',
	reason: `In Braze, ${externalId} may be another person's external ID: in ${POLICY.linking.fewestUnlikeRows} or more rows, one after another, the profile has other names, or another address, number or birthday than the guest`,
	hint: 'Nothing in this item was sent. Check whether the columns of the list belong together: one may have been sorted without the others, or a row may be missing. If the list is right, link these guests with User > Create Alias, or User > Identify by the alias',
});

const besideStranger = (externalId: string): Verdict => ({
	kind: 'rejected',
	reason: `It may be another person's external ID: a row next to it has ${externalId}, which seems to be another person's, and nothing shows that this one is the guest's`,
	hint: 'Nothing in this item was sent. Check whether a row is missing from the list, correct the list or take the other row out, and send this again',
});
