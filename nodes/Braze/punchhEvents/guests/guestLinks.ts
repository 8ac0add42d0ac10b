import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import { passedMs } from '../../../shared/time';
import { noteFormerLost, noteLost } from '../../identity/changes/lostProfiles';
import type { Link } from '../../identity/memory/knownGuest';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { askForLinks } from '../../identity/profiles/links';
import { lookUp } from '../../identity/profiles/lookUp';
import type { Tracking } from '../../send/track/trackItems';
import type { Verdict } from '../../send/types';
import { POLICY } from '../../transport/policy';
import type { NamedGuest } from '../guestIdentity';
import { notInBraze, refusedContact, refusedDeletion, UNSURE } from '../refusals';
import { DELETED_BY_FALLBACK } from './erasure';
import { withLink, type Asked } from './linkOutput';
import { namedByContact } from './runContacts';
import { Strangers } from './strangers';

/** Makes one profile of the profiles that a guest has under the external ID and under the alias. */
export class GuestLinks {
	readonly strangers: Strangers;

	private readonly asked = new Map<string, Asked>();

	/** Guests of whom Braze did not say whose their profiles are. */
	private readonly open = new Map<string, Verdict>();

	/** Items of which nothing was sent because of their guest's link. */
	private readonly refused = new Set<Item>();

	/** Guests who were looked up in this run. */
	private readonly looked = new Set<string>();

	/** Guests whom this run has found to have no profile any more, and the external ID that they had. */
	private readonly gone = new Map<string, string>();

	/** Guests whom this run deletes, and when they were deleted in Punchh, in milliseconds since 1970. */
	private toDelete: ReadonlyMap<string, number> = new Map();

	constructor(
		private readonly tracking: Tracking,
		private readonly known: KnownGuests,
	) {
		this.strangers = new Strangers(known);
	}

	/**
	 * Looks up whose profiles they are, before anything of a run is planned.
	 *
	 * @param toDelete the guests whom the run deletes, and when they were deleted in Punchh
	 * @param events learn from what tells an external ID that was found to be free; false if nothing does
	 */
	async lookUpFirst(
		toDelete: ReadonlyMap<string, number>,
		events: { learnFreed(): boolean },
	): Promise<void> {
		this.toDelete = toDelete;
		do await this.lookUp();
		while (events.learnFreed());
		await this.lookUpToDelete([...toDelete.keys()]);
	}

	/**
	 * Looks up in Braze whose the profiles of guests are of whom this process has not heard, and whether
	 * those are one whom it has asked to link, if the key may do that. Nothing is recorded or linked for
	 * those of whom this process has not heard while Braze does not answer.
	 */
	async lookUp(): Promise<void> {
		for (const [{ punchhUserId }, verdict] of await this.look(this.known.unseenLinks())) {
			if (!this.known.guests.isCertain(punchhUserId)) this.open.set(punchhUserId, verdict);
		}
	}

	/**
	 * Looks up, before it is refused to others, whether these guests still have their external ID: another
	 * process may have deleted them, or heard that it has passed on; or a person has put right what a list has
	 * said. Each is looked up once in five minutes.
	 */
	async checkHolders(punchhUserIds: string[]): Promise<void> {
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
	private async lookUpToDelete(punchhUserIds: string[]): Promise<void> {
		// Who shares the profile of another guest is not deleted in any case.
		const isShared = (id: string) => {
			const externalId = this.known.externalIdOf(id);
			return externalId !== undefined && this.known.otherOwnerOf(externalId, id) !== undefined;
		};
		await this.lookUpAll(punchhUserIds.filter((id) => !this.looked.has(id) && !isShared(id)));
	}

	/**
	 * Looks up again, before guests are deleted or their values removed, on whose profile the alias is that a
	 * list has put on another one than events tell, because somebody may have put that right; and whose the
	 * profiles under former external IDs are by now.
	 */
	async lookUpAgain(punchhUserIds: string[]): Promise<void> {
		const { guests } = this.known;
		const isOpen = (id: string) =>
			guests.listedElsewhere(id) !== undefined || guests.formerIdsOf(id).length > 0;
		await this.lookUpAll(punchhUserIds.filter(isOpen));
	}

	/** Nothing of these guests is recorded or deleted while Braze does not answer. */
	private async lookUpAll(punchhUserIds: string[]): Promise<void> {
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
			if (this.strangers.isOpen(link, one)) continue;
			this.known.attributes.compare(link.punchhUserId, one.profiles);
			const deletedMs = this.toDelete.get(link.punchhUserId);
			if (noteLost(this.known, link, one, deletedMs))
				this.gone.set(link.punchhUserId, link.externalId);
			this.known.seen.note(link, one);
		}
		return open;
	}

	/**
	 * Asks for the links before anything is recorded, but only until Braze has accepted one: a key
	 * without the permissions must not leave items half done.
	 */
	async findRefusals(): Promise<void> {
		if (this.known.mayLink) return;
		await this.ask((link) => {
			this.known.mayLink = true;
			this.known.guests.merged(link);
		});
		// A key that may not link either may be refused for its address, for a while.
		if (!this.known.mayLink) this.known.mayLook = true;
	}

	/**
	 * @param contacts what would be written to the guest's profile
	 * @throws NodeOperationError if Braze refused to link the guest, or did not say whose the profile is, or
	 *   if it might record another guest in this profile
	 */
	checkBeforeRecording(
		item: Item,
		{ choice, punchhUserId }: NamedGuest,
		contacts: IDataObject,
	): void {
		const named = punchhUserId && namedByContact(this.known, punchhUserId, contacts);
		if (named) {
			this.refused.add(item);
			throw item.error(...refusedContact(named));
		}
		if (choice !== 'linked' || punchhUserId === undefined) return;
		this.check(item, this.refusalOf(punchhUserId) ?? this.open.get(punchhUserId));
		this.strangers.mislinked.check(item, punchhUserId);
	}

	/** Why Braze has certainly not linked a guest in this run, such as a permission that is missing. */
	private refusalOf(punchhUserId: string): Verdict | undefined {
		const asked = this.asked.get(punchhUserId)?.verdict;
		return asked?.kind === 'failed' ? asked : undefined;
	}

	/** @throws NodeOperationError if it is not certain that all profiles of the guest are the guest's */
	checkBeforeDeletion(item: Item, { choice, punchhUserId }: NamedGuest): void {
		if (choice !== 'linked' || punchhUserId === undefined) return;
		this.strangers.mislinked.check(item, punchhUserId);
		const isKnown = this.known.externalIdOf(punchhUserId) !== undefined;
		const isUnsure = isKnown && this.known.sureIdOf(punchhUserId) === null;
		const unsure = isUnsure ? (this.refusalOf(punchhUserId) ?? UNSURE) : undefined;
		this.check(item, this.open.get(punchhUserId) ?? unsure);
		const listed = this.known.guests.listedElsewhere(punchhUserId);
		if (listed !== undefined) throw item.error(...refusedDeletion(punchhUserId, listed));
	}

	/** What the user should know about the deletion of a guest. */
	warningBeforeDeletion(guest: NamedGuest): string | false {
		const { choice, punchhUserId, isFallback } = guest;
		const lostId = choice === 'linked' ? this.gone.get(String(punchhUserId)) : undefined;
		if (lostId !== undefined) return notInBraze(lostId);
		if (isFallback) return DELETED_BY_FALLBACK;
		return this.strangers.warningBeforeDeletion(guest);
	}

	/** The verdict of an item whose error is known: `failed` if it was not sent because of its guest's link. */
	verdictOf(item: Item): 'failed' | 'rejected' {
		return this.refused.has(item) ? 'failed' : 'rejected';
	}

	private check(item: Item, verdict: Verdict | undefined): void {
		if (verdict === undefined) return;
		this.refused.add(item);
		throw item.error(`The guest cannot be linked: ${verdict.reason}`, verdict.hint);
	}

	/** Asks for the links that are due; also for those of guests of earlier runs. */
	async link(): Promise<void> {
		const askedAtMs = passedMs();
		await this.ask(
			(link) => this.known.accepted(link, askedAtMs),
			(link) => this.known.settled(link, askedAtMs),
		);
		const open = [...this.asked.values()].filter(({ verdict }) => verdict.kind !== 'accepted');
		if (open.length === 0) return;
		const reason = open[0].verdict.reason ?? '';
		this.tracking.context.logger.warn(`Braze: ${open.length} guests are not linked yet: ${reason}`);
	}

	/** The result of an item, with what became of its guest's link. */
	withLink(result: ItemResult, { choice, punchhUserId }: NamedGuest): ItemResult {
		const asked = choice === 'linked' ? this.asked.get(String(punchhUserId)) : undefined;
		return asked === undefined ? result : withLink(result, asked);
	}

	private async ask(
		onAccepted: (link: Link) => void,
		onRefused: (link: Link) => unknown = () => {},
	): Promise<void> {
		const { context, workspace } = this.tracking;
		const due = this.known.dueLinks().filter((link) => this.known.mayAsk(link));
		for (const [link, verdict] of await askForLinks(context, workspace, due)) {
			this.asked.set(link.punchhUserId, { link, verdict });
			if (verdict.kind === 'accepted') onAccepted(link);
			else this.known.guests.lookAgain(link);
			if (link.listedId !== undefined) onRefused(link);
		}
	}
}
