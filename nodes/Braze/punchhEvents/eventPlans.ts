import type { Item } from '../../shared/operations/item';
import type { TrackObject } from '../send/track/objects/types';
import type { NamedGuest } from './guestIdentity';
import { mapEvent } from './mapEvent';
import type { RunGuests } from './runGuests';
import type { EventItem } from './types';

/** What an item does. */
export type EventPlan =
	| { guest: NamedGuest; objects: TrackObject[]; warnings: string[] }
	/** A guest to delete. */
	| { erase: NamedGuest }
	/** Nothing, and why that is fine. */
	| { skipped: string };

/** Reads the event of an item; throws when its parameters are invalid. */
export type ReadEventItem = (item: Item) => EventItem;

/** Plans the items of a run, each once. All of them are read first, because they tell who is who. */
export class EventPlans {
	/** What was read of items that have no plan yet. */
	private readonly reads = new Map<Item, EventItem | { thrown: unknown }>();

	private readonly guests = new Map<Item, NamedGuest>();

	/** @param nowMs the time of sending */
	constructor(
		private readonly people: RunGuests,
		private readonly nowMs: number,
	) {}

	/** Reads the events of items, and learns from them which IDs belong together. */
	read(items: Item[], readItem: ReadEventItem): void {
		for (const item of items) {
			try {
				const read = readItem(item);
				this.people.learn(read);
				this.reads.set(item, read);
			} catch (thrown) {
				// Reported with the item when it is planned.
				this.reads.set(item, { thrown });
			}
		}
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
		const { event, choices } = read;
		const mapped = mapEvent(event, choices, this.nowMs, this.people.externalIdOf);
		if ('problem' in mapped) {
			throw item.error(
				mapped.problem,
				`'Identify Guest By' tries ${choices.identifiers.join(', ')}; add another identifier, or filter out such events`,
			);
		}
		if ('skipped' in mapped) return mapped;
		const guest = 'erase' in mapped ? mapped.erase : mapped.guest;
		const clash = this.people.clashOf(read, guest);
		if (clash !== undefined && choices.sharedIdentifiers === 'refuse') {
			throw item.error(
				clash,
				"Nothing of it was sent: what was recorded for two guests in one profile cannot be separated. If they are one person, set 'Two Guests With One Identifier' to Warn",
			);
		}
		this.guests.set(item, guest);
		if ('erase' in mapped) return mapped;
		if (clash !== undefined) mapped.warnings.push(`${clash}: both are in one profile`);
		const objects = this.people.objectsOf(item, read, mapped);
		return { guest, objects, warnings: mapped.warnings };
	}
}
