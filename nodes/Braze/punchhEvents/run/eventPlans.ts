import type { IDataObject } from 'n8n-workflow';

import { isDeletion } from '../../../Punchh/events/item';
import type { Item } from '../../../shared/operations/item';
import { isErased } from '../../identity/changes/erased';
import { userKey } from '../../identity/user';
import type { TrackObject } from '../../send/track/objects/types';
import { BY_ITEM, SAME_EVENT } from '../../send/track/occurrences';
import { IDENTIFIER_NAMES, punchhUserIdOf, type NamedGuest } from '../guestIdentity';
import { timeOf } from '../guests/clashes';
import { contactsIn } from '../guests/runContacts';
import type { RunGuests } from '../guests/runGuests';
import type { Strangers } from '../guests/strangers';
import { mapEvent } from '../map/mapEvent';
import { ALREADY_DELETED, CLASH_HINTS, whereItIs } from '../refusals';
import type { EventItem, MapChoices } from '../types';
import { ProfileEvents } from './profileEvents';

/** What an item does. */
export type EventPlan =
	/** The objects are made when they are sent, because they depend on what was sent before. */
	| { guest: NamedGuest; contacts: IDataObject; objects: () => TrackObject[]; warnings: string[] }
	/** A guest to delete. */
	| { erase: NamedGuest }
	/** Nothing, and why that is fine. */
	| { skipped: string };

/** Reads the event of an item, or why it needs none; throws when its parameters are invalid. */
export type ReadEventItem = (item: Item) => EventItem | { skipped: string };

/** Plans the items of a run, each once. All of them are read first, because they tell who is who. */
export class EventPlans {
	/** What was read of items that have no plan yet. */
	private readonly reads = new Map<Item, ReturnType<ReadEventItem> | { thrown: unknown }>();

	private readonly guests = new Map<Item, NamedGuest>();

	private readonly deletedAtMs = new Map<Item, number>();

	private readonly profileEvents = new ProfileEvents();

	/**
	 * The items of guests who are deleted by an earlier item: those that are not learned from yet. Who
	 * comes back may have another external ID, which the deleted profile never had.
	 */
	private readonly afterDeletion = new Map<string, Set<Item>>();

	/** @param nowMs the time of sending */
	constructor(
		private readonly people: RunGuests,
		private readonly strangers: Strangers,
		private readonly nowMs: number,
	) {}

	/** Reads the events of items. */
	read(items: Item[], readItem: ReadEventItem): void {
		for (const item of items) {
			try {
				this.reads.set(item, readItem(item));
			} catch (thrown) {
				// Reported with the item when it is planned.
				this.reads.set(item, { thrown });
			}
		}
	}

	/** Learns once more from items with an external ID of another guest, who may have lost it. */
	async learnPassedOn(items: Item[], lookUps: { holders(ids: string[]): Promise<void> }) {
		const told = items.flatMap((item) => {
			const read = this.reads.get(item)!;
			const holder = 'event' in read ? this.people.clashes.holderOf(read) : undefined;
			return holder === undefined ? [] : [{ item, holder }];
		});
		if (told.length === 0) return;
		await lookUps.holders(told.map(({ holder }) => holder));
		this.learn(told.map(({ item }) => item));
	}

	/** Learns from what tells an external ID that was found not to be the guest's who had it; false if nothing does. */
	learnFreed(): boolean {
		const reads = this.strangers.takeFreed();
		for (const read of reads) this.people.learn(read);
		return reads.length > 0;
	}

	/** When the event of an item happened that deletes its guest, in milliseconds since 1970. */
	deletionTimeOf(item: Item): number | undefined {
		return this.deletedAtMs.get(item);
	}

	/** Learns from what follows the deletion of a guest: it is about a new profile. */
	goOn(punchhUserId: string, deletion: Item): void {
		const items = [...(this.afterDeletion.get(punchhUserId) ?? [])];
		this.afterDeletion.delete(punchhUserId);
		this.learn(items.slice(items.indexOf(deletion) + 1));
	}

	/** The Punchh user ID of a guest whom an earlier item deletes, for an item that is planned after that. */
	laterGuestOf(item: Item): string | undefined {
		const guest = this.linkedGuestIn(item);
		return guest !== undefined && this.afterDeletion.get(guest)?.has(item) ? guest : undefined;
	}

	/**
	 * The guest whom items delete; or why they need not, if they only tell it again.
	 *
	 * @throws as `take` does
	 */
	nameOf(items: Item[]): NamedGuest | { skipped: string } {
		const [item] = items;
		const guest = this.linkedGuestIn(item);
		const plan = this.take(item);
		if ('erase' in plan) return plan.erase;
		if ('skipped' in plan) {
			if (guest !== undefined) this.goOn(guest, items.at(-1)!);
			return plan;
		}
		throw item.error('The event does not delete a guest');
	}

	/** Whether an item that has no plan yet deletes its guest. */
	deletes(item: Item): boolean {
		const read = this.reads.get(item)!;
		return 'event' in read && deletesGuest(read);
	}

	/** The Punchh user IDs of the guests whom items delete that have no plan yet, however they are identified. */
	deletedBy(items: Item[]): string[] {
		const reads = items.map((item) => this.reads.get(item)!);
		const deletions = reads.flatMap((read) => ('event' in read && deletesGuest(read) ? read : []));
		return deletions.flatMap(({ event }) => punchhUserIdOf(event) ?? []);
	}

	/** Those of them who are linked, and when each was deleted last. */
	toDelete(items: Item[]): Map<string, number> {
		const deletedMs = new Map<string, number>();
		for (const item of items) {
			const [read, guest] = [this.reads.get(item)!, this.whoIs(item)];
			if (guest === undefined || !('event' in read) || !deletesGuest(read)) continue;
			const atMs = timeOf(read.event.occurred_at);
			deletedMs.set(guest, Math.max(deletedMs.get(guest) ?? atMs, atMs));
		}
		return deletedMs;
	}

	/** Learns from what was read which IDs belong together. */
	learn(items: Item[]): void {
		for (const item of items) {
			const read = this.reads.get(item)!;
			if (!('event' in read)) continue;
			const guest = linkedGuestOf(read);
			const waiting = guest === undefined ? undefined : this.afterDeletion.get(guest);
			if (waiting !== undefined) {
				waiting.add(item);
				continue;
			}
			this.people.learn(read);
			this.strangers.tell(read);
			if (guest !== undefined && deletesGuest(read)) this.afterDeletion.set(guest, new Set());
		}
		this.people.learnAdapterProfiles();
	}

	/** The Punchh user ID of the guest whom an item deletes, whether it is planned or not. */
	whoIs(item: Item): string | undefined {
		return this.linkedGuestIn(item) ?? this.guests.get(item)?.punchhUserId;
	}

	/** The guest who is linked, of an item that is not planned yet. */
	private linkedGuestIn(item: Item): string | undefined {
		const read = this.reads.get(item);
		return read !== undefined && 'event' in read ? linkedGuestOf(read) : undefined;
	}

	/** Whom a planned item is about; undefined if it is about nobody. */
	guestOf(item: Item): NamedGuest | undefined {
		return this.guests.get(item);
	}

	/**
	 * Plans an item that was read.
	 *
	 * @throws NodeOperationError naming the item if its parameters are invalid, or it does not say
	 *   clearly who the guest is
	 */
	take(item: Item): EventPlan {
		const read = this.reads.get(item)!;
		this.reads.delete(item);
		if ('thrown' in read) throw read.thrown;
		if ('skipped' in read) return read;
		const { event, choices } = read;
		const mapped = mapEvent(event, choices, this.nowMs, this.people);
		if ('problem' in mapped) {
			throw item.error(
				mapped.problem,
				`'Identify Guest By' tries ${namesOf(choices)}; add another identifier, or filter out such events`,
			);
		}
		if ('skipped' in mapped) return this.unlessUntold(item, read, mapped);
		const guest = 'erase' in mapped ? mapped.erase : mapped.guest;
		const atMs = timeOf(event.occurred_at);
		if (this.people.isGone(guest, atMs)) return { skipped: ALREADY_DELETED };
		if ('erase' in mapped) {
			const as = { named: userKey(guest.identifier)!, atMs };
			if (isErased(this.people.known, String(guest.punchhUserId), as))
				return { skipped: ALREADY_DELETED };
			this.deletedAtMs.set(item, atMs);
		}
		const stranger = this.strangers.warningFor(read, guest);
		const clash = this.people.clashes.of(read, guest, stranger !== undefined);
		const mayShare = choices.sharedIdentifiers === 'warn' && !('erase' in mapped);
		if (clash !== undefined && !mayShare) {
			if ('erase' in mapped) this.goOn(String(guest.punchhUserId), item);
			throw item.error(clash.reason, CLASH_HINTS['erase' in mapped ? 'erase' : clash.of]);
		}
		this.guests.set(item, guest);
		if ('erase' in mapped) return mapped;
		if (stranger !== undefined) mapped.warnings.push(stranger);
		if (clash !== undefined) mapped.warnings.push(`${clash.reason}: ${whereItIs(read, guest)}`);
		if (this.profileEvents.isAgain(event, mapped))
			mapped.warnings.push(`${SAME_EVENT}. ${BY_ITEM}`);
		const objects = () => this.people.objectsOf(item, read, mapped);
		const contacts = choices.sharedIdentifiers === 'warn' ? {} : contactsIn(mapped.attributes);
		return { guest, contacts, objects, warnings: mapped.warnings };
	}

	/** Nobody would send an event again that has nothing to record, but tells an external ID that is not free yet. */
	private unlessUntold(item: Item, read: EventItem, skipped: { skipped: string }): EventPlan {
		const guest = linkedGuestOf(read);
		const isTold = read.choices.sharedIdentifiers !== 'warn' && !isDeletion(read.event);
		const reason = guest && isTold ? this.people.clashes.ofTold(read, guest) : undefined;
		if (reason === undefined) return skipped;
		throw item.error(reason, CLASH_HINTS.linked);
	}
}

/** The identifiers that are tried, as the panel calls them. */
function namesOf({ identifiers }: MapChoices): string {
	return identifiers.map((by) => `'${IDENTIFIER_NAMES[by].name}'`).join(', ');
}

/** Whether an event deletes its guest, if it says clearly who that is. */
function deletesGuest({ event, choices }: EventItem): boolean {
	return choices.passOnDeletions && isDeletion(event);
}

/** The guest of an event, if external ID and Punchh user ID are linked: the same person by either. */
function linkedGuestOf({ event, choices }: EventItem): string | undefined {
	return choices.identifiers[0] === 'linked' ? punchhUserIdOf(event) : undefined;
}
