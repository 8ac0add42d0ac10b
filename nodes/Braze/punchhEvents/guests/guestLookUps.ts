import { passedMs } from '../../../shared/time';
import { noteFormerLost, noteLost } from '../../identity/changes/lostProfiles';
import type { Link } from '../../identity/memory/knownGuest';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { lookUp } from '../../identity/profiles/lookUp';
import type { Tracking } from '../../send/track/trackItems';
import type { Verdict } from '../../send/types';
import { POLICY } from '../../transport/policy';
import { OtherChoices } from './otherChoices';
import { Strangers } from './strangers';

/** Looks up in Braze whose the profiles are that guests have under the external ID and under the alias. */
export class GuestLookUps {
	readonly strangers: Strangers;

	/** Whose the profiles are of guests who are to be deleted by another choice. */
	readonly others: OtherChoices;

	/** Guests of whom Braze did not say whose their profiles are. */
	readonly open = new Map<string, Verdict>();

	/** Guests who were looked up in this run. */
	private readonly looked = new Set<string>();

	/** Guests whom this run has found to have no profile any more, and the external ID that they had. */
	readonly gone = new Map<string, string>();

	/** Guests whom this run deletes, and when they were deleted in Punchh, in milliseconds since 1970. */
	private toDelete: ReadonlyMap<string, number> = new Map();

	constructor(
		private readonly tracking: Tracking,
		private readonly known: KnownGuests,
	) {
		this.strangers = new Strangers(known);
		this.others = new OtherChoices(tracking, known, this.strangers);
	}

	/**
	 * Looks up whose profiles they are, before anything of a run is planned.
	 *
	 * @param toDelete the guests whom the run deletes, and when they were deleted in Punchh
	 * @param events learn from what tells an external ID that was found to be free; false if nothing does
	 */
	async first(
		toDelete: ReadonlyMap<string, number>,
		events: { learnFreed(): boolean },
	): Promise<void> {
		this.toDelete = toDelete;
		do await this.due();
		while (events.learnFreed());
		await this.all([...this.strangers.mislinked.inDoubt]);
		await this.toBeDeleted([...toDelete.keys()]);
	}

	/**
	 * Looks up in Braze whose the profiles of guests are of whom this process has not heard, and whether
	 * those are one whom it has asked to link, if the key may do that. Nothing is recorded or linked for
	 * those of whom this process has not heard while Braze does not answer.
	 */
	async due(): Promise<void> {
		for (const [{ punchhUserId }, verdict] of await this.look(this.known.unseenLinks())) {
			if (!this.known.guests.isCertain(punchhUserId)) this.open.set(punchhUserId, verdict);
		}
	}

	/**
	 * Looks up, before it is refused to others, whether these guests still have their external ID: another
	 * process may have deleted them, or heard that it has passed on; or a person has put right what a list has
	 * said. Each is looked up once in five minutes.
	 */
	async holders(punchhUserIds: string[]): Promise<void> {
		const { guests, seen, mayLook } = this.known;
		const dueMs = passedMs() - POLICY.linking.againMs;
		const isSettled = (id: string) =>
			seen.isAliasThere(id) || guests.listedElsewhere(id) !== undefined;
		const due = [...new Set(mayLook ? punchhUserIds : [])].filter(
			(id) => isSettled(id) && (guests.of(id).checkedMs ?? -Infinity) <= dueMs,
		);
		for (const id of due) guests.of(id).checkedMs = passedMs();
		await this.look(due.flatMap((id) => guests.linkOf(id) ?? []));
	}

	/**
	 * Looks up, before it is planned whom to delete, whose the profiles of these guests are by now: another
	 * process, or somebody else, may have deleted a guest or given the external ID to another one.
	 */
	private async toBeDeleted(punchhUserIds: string[]): Promise<void> {
		// Who shares the profile of another guest is not deleted in any case.
		const isShared = (id: string) => {
			const externalId = this.known.externalIdOf(id);
			return externalId !== undefined && this.known.otherOwnerOf(externalId, id) !== undefined;
		};
		await this.all(punchhUserIds.filter((id) => !this.looked.has(id) && !isShared(id)));
	}

	/**
	 * Looks up again, before guests are deleted or their values removed, on whose profile the alias is that a
	 * list has put on another one than events tell, because somebody may have put that right; and whose the
	 * profiles under former external IDs are by now.
	 */
	async again(punchhUserIds: string[]): Promise<void> {
		const { guests } = this.known;
		const isOpen = (id: string) =>
			guests.listedElsewhere(id) !== undefined || guests.formerIdsOf(id).length > 0;
		await this.all(punchhUserIds.filter(isOpen));
	}

	/** Nothing of these guests is recorded or deleted while Braze does not answer. */
	private async all(punchhUserIds: string[]): Promise<void> {
		const { guests, mayLook } = this.known;
		const ids = mayLook ? [...new Set(punchhUserIds)] : [];
		const open = await this.look(ids.flatMap((id) => guests.lookUpOf(id) ?? []));
		for (const [{ punchhUserId }, verdict] of open) this.open.set(punchhUserId, verdict);
	}

	/** @returns the links that Braze has not answered for */
	private async look(links: Link[]): Promise<Map<Link, Verdict>> {
		if (links.length === 0) return new Map();
		const { context, workspace } = this.tracking;
		const { seen, open } = await lookUp(context, workspace, this.known, links);
		for (const { punchhUserId } of links) this.looked.add(punchhUserId);
		for (const [link, one] of seen) {
			noteFormerLost(this.known, link, one);
			const deletedMs = this.toDelete.get(link.punchhUserId);
			if (this.strangers.isOpen(link, one, deletedMs !== undefined)) continue;
			this.known.attributes.compare(link.punchhUserId, one.profiles);
			if (noteLost(this.known, link, one, deletedMs))
				this.gone.set(link.punchhUserId, link.externalId);
			this.known.seen.note(link, one);
		}
		return open;
	}
}
