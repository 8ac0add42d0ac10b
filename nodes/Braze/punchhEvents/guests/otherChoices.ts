import type { IDataObject } from 'n8n-workflow';

import type { Link, Seen } from '../../identity/memory/knownGuest';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { PUNCHH_USER_ID } from '../../identity/profiles/links';
import { lookUp } from '../../identity/profiles/lookUp';
import { isListedStrangers, isStrangers, isUnlinked } from '../../identity/profiles/otherPerson';
import { keyOfExternalId, userKey } from '../../identity/user';
import type { Tracking } from '../../send/track/trackItems';
import type { Verdict } from '../../send/types';
import type { NamedGuest } from '../guestIdentity';
import { CLASH_HINTS, refusedDeletion } from '../refusals';
import type { Strangers } from './strangers';

/**
 * Whose the profiles are of guests who are to be deleted, and are named by an external ID that nobody links, or by
 * the alias, while this process knows that only a list has put that where it is. They are recorded in whichever
 * profile has it; before it is deleted, it is looked up.
 */
export class OtherChoices {
	/** Why a guest is not deleted, by the Punchh user ID and the identifier. */
	private readonly verdicts = new Map<string, Verdict>();

	constructor(
		private readonly tracking: Tracking,
		private readonly known: KnownGuests,
		private readonly strangers: Strangers,
	) {}

	/** @param guests who are to be deleted, by whichever choice */
	async look(guests: NamedGuest[]): Promise<void> {
		const links = new Map<Link, NamedGuest>();
		for (const guest of this.known.mayLook ? guests : []) {
			const link = this.linkOf(guest);
			if (link !== undefined) links.set(link, guest);
		}
		if (links.size === 0) return;
		const { context, workspace } = this.tracking;
		const { seen, open } = await lookUp(context, workspace, this.known, [...links.keys()]);
		for (const [link, verdict] of open) this.verdicts.set(keyOf(links.get(link)!), verdict);
		for (const [link, one] of seen) {
			const guest = links.get(link)!;
			const verdict = this.ofListed(guest, link, one) ?? this.ofExternalId(guest, link, one);
			if (verdict !== undefined) this.verdicts.set(keyOf(guest), verdict);
		}
	}

	/** What is looked up of a guest who is not named by the linked choice. */
	private linkOf({ choice, identifier, punchhUserId }: NamedGuest): Link | undefined {
		if (choice === 'linked' || punchhUserId === undefined) return undefined;
		const isByAlias = aliasLabelOf(identifier) === PUNCHH_USER_ID;
		const externalId = isByAlias ? this.listedIdOf(punchhUserId) : identifier.external_id;
		if (typeof externalId !== 'string') return undefined;
		return { punchhUserId, externalId, formerIds: [], isApart: false };
	}

	/** The external ID with which only a list has linked a guest. */
	private listedIdOf(punchhUserId: string): string | undefined {
		const { guests } = this.known;
		return guests.find(punchhUserId)?.unproved?.externalId ?? guests.listedElsewhere(punchhUserId);
	}

	/** Why the profile with the alias is not deleted, if only a list has put that there. */
	private ofListed({ identifier }: NamedGuest, link: Link, seen: Seen): Verdict | undefined {
		const { externalId: current } = seen;
		if (current === undefined || ![current, undefined].includes(identifier.external_id as string))
			return undefined;
		const { punchhUserId } = link;
		const { unproved } = this.known.guests.find(punchhUserId) ?? {};
		const person = { ...unproved?.person, ...this.strangers.toldOf(punchhUserId) };
		const about = { person, before: unproved?.before, isDeleting: true };
		if (unproved !== undefined && isListedStrangers(current, link, seen, about))
			return rejected(isOthers(current));
		if (this.known.guests.listedElsewhere(punchhUserId) !== current) return undefined;
		const [reason, hint] = refusedDeletion(punchhUserId, current);
		return { kind: 'rejected', reason, hint };
	}

	/** Why the profile with the external ID is not deleted, if it is not the guest's. */
	private ofExternalId({ identifier }: NamedGuest, link: Link, seen: Seen): Verdict | undefined {
		const { externalId, punchhUserId } = link;
		if (identifier.external_id === undefined) return undefined;
		const owner = seen.owners.get(externalId);
		if (owner !== undefined && owner !== punchhUserId)
			return rejected(
				`In Braze, ${externalId} is the external ID of another guest, with the Punchh user ID ${owner}`,
			);
		if (!isUnlinked(externalId, link, seen)) return undefined;
		const key = keyOfExternalId(externalId);
		const written = this.known.attributes.personElsewhere(punchhUserId, key);
		const told = { ...written, ...this.strangers.toldOf(punchhUserId) };
		const { othersIds = [] } = this.known.guests.find(punchhUserId) ?? {};
		const wasOthers = othersIds.includes(externalId);
		return isStrangers(externalId, link, seen, [told], wasOthers)
			? rejected(isOthers(externalId))
			: undefined;
	}

	/** Why a guest is not deleted, if the profile is another one's, or Braze did not say whose it is. */
	verdictOf(guest: NamedGuest): Verdict | undefined {
		return this.verdicts.get(keyOf(guest));
	}
}

const isOthers = (externalId: string) =>
	`In Braze, ${externalId} seems to be another person's external ID`;

const rejected = (reason: string): Verdict => ({
	kind: 'rejected',
	reason,
	hint: CLASH_HINTS.erase,
});

const aliasLabelOf = ({ user_alias: alias }: IDataObject) => (alias as IDataObject)?.alias_label;

const keyOf = ({ identifier, punchhUserId }: NamedGuest) =>
	`${punchhUserId}\n${userKey(identifier)}`;
