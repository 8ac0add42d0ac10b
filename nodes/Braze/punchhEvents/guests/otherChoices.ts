import type { Link, Seen } from '../../identity/memory/knownGuest';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { lookUp } from '../../identity/profiles/lookUp';
import { isStrangers, isUnlinked } from '../../identity/profiles/otherPerson';
import type { Tracking } from '../../send/track/trackItems';
import type { Verdict } from '../../send/types';
import type { NamedGuest } from '../guestIdentity';
import { CLASH_HINTS } from '../refusals';
import type { Strangers } from './strangers';

/**
 * Whose the profiles are of guests who are named by an external ID that nobody links. They are recorded in
 * whichever profile has it; before it is deleted, it is looked up.
 */
export class OtherChoices {
	/** Why a guest is not deleted, by the Punchh user ID and the external ID. */
	private readonly verdicts = new Map<string, Verdict>();

	constructor(
		private readonly tracking: Tracking,
		private readonly known: KnownGuests,
		private readonly strangers: Strangers,
	) {}

	/** @param guests who are to be deleted, by whichever choice */
	async look(guests: NamedGuest[]): Promise<void> {
		const links = this.known.mayLook ? guests.flatMap((guest) => linkOf(guest) ?? []) : [];
		if (links.length === 0) return;
		const { context, workspace } = this.tracking;
		const { seen, open } = await lookUp(context, workspace, this.known, links);
		for (const [link, verdict] of open) this.verdicts.set(keyOf(link), verdict);
		for (const [link, one] of seen) {
			const reason = this.reasonOf(link, one);
			if (reason === undefined) continue;
			this.verdicts.set(keyOf(link), { kind: 'rejected', reason, hint: CLASH_HINTS.erase });
		}
	}

	private reasonOf(link: Link, seen: Seen): string | undefined {
		const { externalId, punchhUserId } = link;
		const owner = seen.owners.get(externalId);
		if (owner !== undefined && owner !== punchhUserId)
			return `In Braze, ${externalId} is the external ID of another guest, with the Punchh user ID ${owner}`;
		const told = this.strangers.toldOf(punchhUserId);
		const isOthers =
			isUnlinked(externalId, link, seen) && isStrangers(externalId, link, seen, [told]);
		return isOthers
			? `In Braze, ${externalId} seems to be another person's external ID`
			: undefined;
	}

	/** Why a guest is not deleted, if the profile is another one's, or Braze did not say whose it is. */
	verdictOf(guest: NamedGuest): Verdict | undefined {
		const link = linkOf(guest);
		return link && this.verdicts.get(keyOf(link));
	}
}

/** What is looked up of a guest who is named by an external ID, but not linked. */
function linkOf({ choice, identifier, punchhUserId }: NamedGuest): Link | undefined {
	const { external_id: externalId } = identifier;
	if (choice === 'linked' || punchhUserId === undefined) return undefined;
	if (typeof externalId !== 'string') return undefined;
	return { punchhUserId, externalId, formerIds: [], isApart: false };
}

const keyOf = ({ punchhUserId, externalId }: Link) => `${punchhUserId}\n${externalId}`;
