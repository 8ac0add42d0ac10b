import type { Verdict } from '../send/types';
import { externalIdIn, type NamedGuest } from './guestIdentity';
import type { EventItem } from './types';

/** Another run has told another external ID of the guest, since this one has looked up the guest. */
export const UNSURE: Verdict = {
	kind: 'failed',
	reason: 'another execution is looking up whose profile it is',
	hint: 'Nothing was deleted. Send it again',
};

/** Why an address or number is not written: who is being recorded by it would get into this profile. */
export function refusedContact({ name, other }: { name: string; other: string }): [string, string] {
	return [
		`Another guest, with the Punchh user ID ${other}, is being recorded with the same ${name} right now`,
		'None of it was sent. Send it again',
	];
}

/** Why a guest is not deleted whose alias is on a profile that may be another guest's. */
export function refusedDeletion(punchhUserId: string, listedId: string): [string, string] {
	return [
		`A list has linked the Punchh user ID ${punchhUserId} with ${listedId}, but an event has another external ID`,
		`Nothing was deleted, because ${listedId} may be somebody else's. If it is the guest's as well, move its data with User > Merge; if not, give the alias another name with User > Update Alias. Then send it again`,
	];
}

/** The warning of a deletion that found no profile any more. */
export const notInBraze = (lostId: string) =>
	`the guest is no longer in Braze: no profile has the alias. What is there under the external ID ${lostId}, if anything, seems to be somebody else's and was not deleted`;

/** What to do about a guest who has the identifier of another one. */
export const CLASH_HINTS = {
	linked:
		"None of it was sent: what was recorded for two guests in one profile cannot be separated. If the external ID has passed to this guest, send it again when Braze has merged the profile of the first into one with another ID, which takes two more runs, five and ten minutes after an event has said so, or five minutes after the first is deleted. If they are one person, set 'Two Guests With One Identifier' to Warn, which then lets through the second guest of every identifier",
	named:
		"None of it was sent: what was recorded for two guests in one profile cannot be separated. If they are one person, set 'Two Guests With One Identifier' to Warn, which then lets through the second guest of every identifier; if not, identify guests by something else, such as the linked choice",
	erase:
		'Nothing was deleted: the profile is, or may be, that of the other guest. Check in Braze what it contains, and delete it with User > Delete if it can go',
};

export const ALREADY_DELETED = 'The guest was deleted after this event';

export const SUPERSEDED = 'The guest is deleted by a later item of this run';

export const JUST_DELETED =
	'the guest was deleted earlier in this run: Braze may need minutes for that, so check that the profile is there';

/** Where an item is recorded although another guest has its identifier, because the user wants it. */
export function whereItIs({ event }: EventItem, { identifier, choice }: NamedGuest): string {
	const isElsewhere = choice === 'linked' && identifier.external_id !== externalIdIn(event);
	return isElsewhere
		? 'this is recorded in the profile that the guest had before'
		: 'both are in one profile';
}
