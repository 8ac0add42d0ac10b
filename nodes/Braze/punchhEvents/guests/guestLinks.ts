import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import { passedMs } from '../../../shared/time';
import type { Link } from '../../identity/memory/knownGuest';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { askForLinks } from '../../identity/profiles/links';
import type { Tracking } from '../../send/track/trackItems';
import type { Verdict } from '../../send/types';
import type { NamedGuest } from '../guestIdentity';
import { notInBraze, refusedContact, refusedDeletion, UNSURE } from '../refusals';
import { DELETED_BY_FALLBACK } from './erasure';
import { withLink, type Asked } from './linkOutput';
import { namedByContact } from './runContacts';
import { GuestLookUps } from './guestLookUps';

/** Makes one profile of the profiles that a guest has under the external ID and under the alias. */
export class GuestLinks {
	readonly lookUps: GuestLookUps;

	private readonly asked = new Map<string, Asked>();

	/** Items of which nothing was sent because of their guest's link. */
	private readonly refused = new Set<Item>();

	constructor(
		private readonly tracking: Tracking,
		private readonly known: KnownGuests,
	) {
		this.lookUps = new GuestLookUps(tracking, known);
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
	checkBeforeRecording(item: Item, guest: NamedGuest, contacts: IDataObject): void {
		const { choice, punchhUserId } = guest;
		const named = punchhUserId && namedByContact(this.known, punchhUserId, contacts);
		if (named) {
			this.refused.add(item);
			throw item.error(...refusedContact(named));
		}
		if (choice !== 'linked' || punchhUserId === undefined) return;
		this.check(item, this.refusalOf(punchhUserId) ?? this.lookUps.open.get(punchhUserId));
		this.lookUps.strangers.mislinked.check(item, guest);
	}

	/** Why Braze has certainly not linked a guest in this run, such as a permission that is missing. */
	private refusalOf(punchhUserId: string): Verdict | undefined {
		const asked = this.asked.get(punchhUserId)?.verdict;
		return asked?.kind === 'failed' ? asked : undefined;
	}

	/** @throws NodeOperationError if it is not certain that all profiles of the guest are the guest's */
	checkBeforeDeletion(item: Item, guest: NamedGuest): void {
		const { choice, punchhUserId } = guest;
		if (choice !== 'linked' || punchhUserId === undefined) return this.checkOthers(item, guest);
		this.lookUps.strangers.mislinked.check(item, guest);
		const isKnown = this.known.externalIdOf(punchhUserId) !== undefined;
		const isUnsure = isKnown && this.known.sureIdOf(punchhUserId) === null;
		const unsure = isUnsure ? (this.refusalOf(punchhUserId) ?? UNSURE) : undefined;
		this.check(item, this.lookUps.open.get(punchhUserId) ?? unsure);
		const listed = this.known.guests.listedElsewhere(punchhUserId);
		if (listed !== undefined) throw item.error(...refusedDeletion(punchhUserId, listed));
	}

	/** @throws NodeOperationError if the profile is not the guest's, or Braze did not say whose it is */
	private checkOthers(item: Item, guest: NamedGuest): void {
		const verdict = this.lookUps.others.verdictOf(guest);
		if (verdict === undefined) return;
		if (verdict.kind === 'failed') this.refused.add(item);
		throw item.error(verdict.reason!, verdict.hint);
	}

	/** What the user should know about the deletion of a guest. */
	warningBeforeDeletion(guest: NamedGuest): string | false {
		const { choice, punchhUserId, isFallback } = guest;
		const lostId = choice === 'linked' ? this.lookUps.gone.get(String(punchhUserId)) : undefined;
		if (lostId !== undefined) return notInBraze(lostId);
		if (isFallback) return DELETED_BY_FALLBACK;
		return this.lookUps.strangers.warningBeforeDeletion(guest);
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
