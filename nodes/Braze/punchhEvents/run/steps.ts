/** What to do about guests who were deleted in Punchh; `show` is for dry runs. */
export type DeletionMode = 'ignore' | 'show' | 'pass on';

/** What an item of a run does, as far as its order matters. */
export interface Turn<Item> {
	item: Item;
	/** Its guest, as text that can be compared; undefined if it has none. */
	guest: string | undefined;
	/** Whether the guest is to be deleted. */
	deletes: boolean;
}

/** A part of a run: items to record, and guests to delete after that. */
export interface Step<Item> {
	record: Item[];
	/** For each guest, the items that ask for the deletion: Punchh may report it twice. */
	delete: Map<string, Item[]>;
}

/** How far a run has got with a guest. */
interface GuestProgress<Item> {
	/** The number of the step that the guest is in. */
	step: number;
	/** The guest's items in that step. */
	recorded: Item[];
}

/**
 * Divides a run so that whatever follows the deletion of a guest is recorded after it. Guests who are
 * not deleted are all in the first step, so a run is divided only where it has to be.
 *
 * @returns the steps, and the items whose guest is deleted later in the run: Braze promises no order
 *   between requests, so recording them could bring the deleted profile back
 */
export function planSteps<Item>(turns: Array<Turn<Item>>): {
	steps: Array<Step<Item>>;
	superseded: Set<Item>;
} {
	const steps: Array<Step<Item>> = [emptyStep()];
	const superseded = new Set<Item>();
	const guests = new Map<string, GuestProgress<Item>>();
	for (const { item, guest, deletes } of turns) {
		const seen = (guest !== undefined && guests.get(guest)) || { step: 0, recorded: [] };
		if (guest !== undefined) guests.set(guest, seen);
		if (guest === undefined || !deletes) {
			(steps[seen.step] ??= emptyStep()).record.push(item);
			seen.recorded.push(item);
			continue;
		}
		const repeated = seen.recorded.length === 0 && steps[seen.step - 1]?.delete.get(guest);
		if (repeated) {
			repeated.push(item);
			continue;
		}
		for (const earlier of seen.recorded) superseded.add(earlier);
		(steps[seen.step] ??= emptyStep()).delete.set(guest, [item]);
		guests.set(guest, { step: seen.step + 1, recorded: [] });
	}
	return { steps, superseded };
}

function emptyStep<Item>(): Step<Item> {
	return { record: [], delete: new Map() };
}
