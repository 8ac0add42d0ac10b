import type { IDataObject } from 'n8n-workflow';

/** A guest whose profiles are to be one: known by an external ID, and by the Punchh user ID as alias. */
export interface Link {
	punchhUserId: string;
	externalId: string;
	/** External IDs that the guest had before. */
	formerIds: string[];
	/** Those of them whose profiles Braze has merged, as was seen since it was asked to. */
	goneIds?: readonly string[];
	/** Whether Braze's Identify leaves the profile with the alias apart, so that it is to be merged. */
	isApart: boolean;
	/** Another external ID, whose profile a list has linked, and no event: it may be somebody else's. */
	listedId?: string;
}

/** Shared by all guests who have none: most never change their external ID. */
export const NONE: readonly string[] = [];

export const without = (ids: readonly string[], id: string) =>
	ids.includes(id) ? ids.filter((one) => one !== id) : ids;

/** What stands in Braze about a link. */
export interface Seen {
	/** The external ID of the profile with the guest's alias. */
	externalId: string | undefined;
	/** When that profile was made, in milliseconds since 1970; NaN if that is not known. */
	aliasCreatedMs: number;
	/** When an event told that external ID, in milliseconds since 1970, if the profile says so. */
	sinceMs: number | undefined;
	/** The Punchh user ID of each profile that has one, by its external ID: the guest's own and former ones. */
	owners: ReadonlyMap<string, string>;
	/** When each of these profiles was made, in milliseconds since 1970. */
	createdMs: ReadonlyMap<string, number>;
	/** What to add to a time of Braze for what `passedMs` counted then. */
	toPassedMs: number;
	/** The profiles, by the identifiers of the guest, as `userKey` names them. */
	profiles: ReadonlyMap<string, IDataObject>;
	/** Former IDs of the guest under which there is no profile. */
	missing: readonly string[];
	/** Whether there is none under the current one. */
	isMissing: boolean;
	/** External IDs of profiles that say only by the attribute whose they are: many can write that. */
	ownedByAttribute: ReadonlySet<string>;
	/** Former IDs of the guest that name the same profile as the current one. */
	sameAsCurrent: string[];
	/** Whether the profiles under the alias and under the external ID are two that Identify does not merge. */
	isApart: boolean;
}

/** A profile that is deleted because Punchh has reported that its guest is. */
export interface Erasure {
	/** What names it, as `userKey` writes that. */
	named: string;
	/** When the guest was deleted, in milliseconds since 1970. */
	atMs: number;
}

/** A link of which only a list says that it is right. */
export interface Unproved {
	externalId: string;
	/** Whether there was no profile under that ID. */
	isMissing: boolean;
	/** When it was asked for, as `passedMs` counts. */
	listedMs: number;
	/** Whether an event has told that ID as well: it may be wrong in Punchh, too. */
	isTold?: boolean;
	/** Whether a person has given the alias another name, as far as Braze has done that. */
	isLeft?: boolean;
	/** The external ID of the profile that was found to be another person's. */
	shownOn?: string;
	/** What events have said of the person. */
	person?: IDataObject;
	/** The address, number and birthday of the profile, before events without names have replaced them. */
	before?: IDataObject;
	/** With which person it was compared last, as JSON. */
	comparedAs?: string;
}

/** What this process knows of a guest. */
export interface KnownGuest {
	externalId?: string;
	/** When the newest event with that external ID happened, in milliseconds since 1970. */
	sinceMs: number;
	/** External IDs whose profiles are to be merged into the guest's. */
	formerIds: readonly string[];
	/** Those of them under which there was no profile any more when the merge was to be asked for again. */
	goneIds?: readonly string[];
	/** When the guest had given up each of them at the latest, as `passedMs` counts, if that is known. */
	leftAtMs?: Record<string, number>;
	/** When the newest event that tells each of them happened, in milliseconds since 1970; Infinity if none is known. */
	toldAtMs?: Record<string, number>;
	/** External IDs that the guest is giving up: Braze is certainly done with them after the next link. */
	leavingIds: readonly string[];
	/** External IDs that are one profile's, the last one being its own: it was renamed, and is a former one. */
	names?: readonly string[];
	/** Profiles of the guest that have the attribute `punchh_user_id`, the last few. */
	marks: readonly string[];
	/** Addresses and numbers by which Braze finds each profile of the guest, as `userKey` names them. */
	contacts?: Readonly<Record<string, Record<string, readonly string[]>>>;
	/** Under which names the address and the number were written, of which not all may be one profile's yet. */
	contactsUnder?: Readonly<Record<string, readonly string[]>>;
	/** Those of them that need not be there, because Braze may not have written them. */
	unsureContacts?: readonly string[];
	/** Contacts that the guest has lost, and that a profile may have yet which is still to be merged. */
	leavingContacts?: readonly string[];
	/** Whether an event that says if the guest has opted out was written to the profile. */
	statesTold: boolean;
	/** Whether the guest had another external ID before, and the profile does not say since when yet. */
	hasMoved: boolean;
	/** Whether Identify leaves the profile with the alias apart, as was seen in Braze. */
	isApart: boolean;
	/** When the first event with that external ID happened, in milliseconds since 1970. */
	firstMs: number;
	/** When this process heard of that one, and of the newest, as `passedMs` counts. */
	heardFirstMs: number;
	heardNewestMs: number;
	/** When a guest was deleted in Punchh whose linked profile is deleted, in milliseconds since 1970. */
	deletedAtMs?: number;
	/** The profiles that are deleted because the guest is, the last few. */
	erasures?: readonly Erasure[];
	/** When this process learned of the external ID, or of one that the guest had before. */
	learnedAtMs: number;
	/** Whether Braze has been asked to link the guest since then. */
	isAsked: boolean;
	/** Whether it was looked up in Braze whose the profiles under all of these IDs are. */
	isSeen: boolean;
	/** When it was looked up last, as `passedMs` counts. */
	seenMs?: number;
	/** Whether that was looked up, or need not be, since the guest has these external IDs. */
	isSure: boolean;
	/** A profile for which Braze has accepted something, as `userKey` names it: the first, then that of each new external ID. */
	recordedUnder?: string;
	/** The external ID of the profile on which Braze has shown the guest's alias, after the guest was linked. */
	aliasOn?: string;
	/** The external ID of the profile on which the alias was seen last. */
	aliasSeenOn?: string;
	/** The external ID of the profile that the guest was seen to have no longer, and when that was seen. */
	lostId?: string;
	lostAtMs?: number;
	/** What events have said of the person, while it is not certain that the external ID is the guest's. */
	person?: IDataObject;
	/** External IDs of other people's profiles that events have told, the last few. */
	othersIds?: readonly string[];
	/** When it was looked up last whether the guest still has the external ID, as `passedMs` counts. */
	checkedMs?: number;
	/** The number of the last recording, as `GuestBook` counts them. */
	recordedAs?: number;
	/** When that was, as `passedMs` counts. */
	recordedMs?: number;
	/** When something was recorded under an external ID of the guest: a time of each minute, the last few. */
	recordedAtMs?: readonly number[];
	/** When Braze has certainly merged the profile with the external ID that the guest has again. */
	mayVanishUntilMs?: number;
	/** Whether the external ID is from a list, and no event has told it yet. */
	isFromList: boolean;
	/** The external ID of a profile that seemed to be the guest's when an event said who the guest is, or a person. */
	provedId?: string;
	/** With what a list has linked the guest, as long as no event has shown that it is right. */
	unproved?: Unproved;
	/** The external ID that only a list has told, where an event has told another one. */
	listedId?: string;
	/** Whether the alias is still on the profile with that external ID. */
	isListedElsewhere: boolean;
	/** When the alias is certainly no longer seen on the profile that the guest had before. */
	aliasGoneFromMs?: number;
}

/** A guest of whom nothing is known yet. */
export function newGuest(): KnownGuest {
	return {
		sinceMs: 0,
		formerIds: NONE,
		leavingIds: NONE,
		marks: NONE,
		statesTold: false,
		hasMoved: false,
		isApart: false,
		firstMs: 0,
		heardFirstMs: 0,
		heardNewestMs: 0,
		learnedAtMs: 0,
		isAsked: false,
		isFromList: false,
		isListedElsewhere: false,
		isSeen: false,
		isSure: false,
	};
}

/** The external IDs of the profile that a guest has; if the current one is not known, all that it may be. */
export function externalIdsOf({ externalId, formerIds, leavingIds, names = NONE }: KnownGuest) {
	if (externalId === undefined) return [formerIds, leavingIds, names].flat();
	return names.includes(externalId) ? names : [externalId];
}

/** Notes that the profile under an external ID of a guest has got another one: Braze finds it by both. */
export function renameId(guest: KnownGuest, before: string, after: string): void {
	const { names = [before], externalId, formerIds } = guest;
	const isOwn = [externalId, ...formerIds].includes(before);
	if (!isOwn) return;
	moveDoubt(guest, before, after);
	guest.names = names.includes(before) ? [...names, after] : [before, after];
	guest.formerIds = [...without(formerIds, before), after];
	if (externalId === before) dropCurrentId(guest);
}

/** Notes that the profile with which only a list has linked a guest has another external ID now. */
export function moveDoubt(
	{ unproved }: KnownGuest,
	before: string | undefined,
	after: string,
): void {
	if (unproved !== undefined && unproved.externalId === before) unproved.externalId = after;
}

/** Notes that an external ID no longer names the profile of a guest, which may have another name. */
export function dropName(guest: KnownGuest, externalId: string): void {
	if (guest.names !== undefined) guest.names = without(guest.names, externalId);
	if (guest.externalId !== externalId) return;
	dropCurrentId(guest);
	const name = guest.names?.at(-1);
	if (name !== undefined) guest.formerIds = [...without(guest.formerIds, name), name];
}

/** Notes that nobody knows by which external ID a guest is known now. */
function dropCurrentId(guest: KnownGuest): void {
	for (const name of ['externalId', 'aliasOn', 'recordedUnder'] as const) delete guest[name];
	Object.assign(guest, { isSeen: false, isSure: false });
}

/** Former IDs of a guest but for those that name the profile with this one. */
export const formerIdsBeside = ({ formerIds, names = NONE }: KnownGuest, externalId: string) =>
	names.includes(externalId) ? formerIds.filter((id) => !names.includes(id)) : formerIds;
