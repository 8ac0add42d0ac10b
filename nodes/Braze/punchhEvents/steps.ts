/** What an item of a run does, as far as it matters in which order. */
export interface Turn {
	itemIndex: number;
	/** Its guest, as text that can be compared; undefined where it has none. */
	guest: string | undefined;
	/** Whether the guest is to be deleted. */
	deletes: boolean;
}

/** A part of a run: items to record, and guests to delete after that. */
export interface Step {
	record: number[];
	/** For each guest, the items that ask for it: Punchh may tell of a deletion twice. */
	delete: Map<string, number[]>;
}

/** What a run has seen of a guest. */
interface Seen {
	/** The number of the step in which the guest is. */
	step: number;
	/** The guest's items in that step. */
	recorded: number[];
}

/**
 * Divides a run so that what comes after a deletion of a guest is recorded after it. Guests who are
 * not deleted are all in the first step, so that a run is divided only where it has to be.
 *
 * @returns the steps, and the items whose guest is deleted later in the run: Braze promises no order
 *   between requests, so what they tell could come back to life if it were recorded
 */
export function planSteps(turns: Turn[]): { steps: Step[]; superseded: Set<number> } {
	const steps: Step[] = [emptyStep()];
	const superseded = new Set<number>();
	const guests = new Map<string, Seen>();
	for (const { itemIndex, guest, deletes } of turns) {
		const seen = (guest !== undefined && guests.get(guest)) || { step: 0, recorded: [] };
		if (guest !== undefined) guests.set(guest, seen);
		if (guest === undefined || !deletes) {
			(steps[seen.step] ??= emptyStep()).record.push(itemIndex);
			seen.recorded.push(itemIndex);
			continue;
		}
		const repeated = seen.recorded.length === 0 && steps[seen.step - 1]?.delete.get(guest);
		if (repeated) {
			repeated.push(itemIndex);
			continue;
		}
		for (const earlier of seen.recorded) superseded.add(earlier);
		(steps[seen.step] ??= emptyStep()).delete.set(guest, [itemIndex]);
		guests.set(guest, { step: seen.step + 1, recorded: [] });
	}
	return { steps, superseded };
}

function emptyStep(): Step {
	return { record: [], delete: new Map() };
}
