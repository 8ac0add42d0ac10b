import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { toItemError } from '../../shared/errors';
import type { ItemResult } from '../../shared/operations/types';
import { trackItems, type Asked } from '../track/trackItems';
import { userOf } from '../track/user';
import { eraseGuests } from './erasure';
import { GuestNames } from './guestNames';
import { aboutGuest, type NamedGuest } from './identify';
import type { Mapped } from './mapEvent';
import { planSteps, type Step, type Turn } from './steps';

/** What the event of an item becomes; throws when its parameters do not make sense. */
export type ReadMapped = (itemIndex: number) => Exclude<Mapped, { problem: string }>;

/** What is done about guests who were deleted in Punchh; `show` is for dry runs. */
export type DeletionMode = 'ignore' | 'show' | 'pass on';

const SUPERSEDED = 'The guest is deleted by a later item of this run';

const JUST_DELETED =
	'the guest was deleted earlier in this run: Braze may take minutes to settle that, so look whether the profile is there';

const DELETED_BY_FALLBACK =
	"the event lacks the first identifier of 'Identify Guest By': a profile that has that one is not deleted";

/** Verdicts of deletions that are still to be made, or may be. */
const NOT_DELETED: unknown[] = ['failed', 'unknown'];

/**
 * Records the events of one run, and deletes the guests that it tells to be deleted.
 *
 * One guest's items keep their order: what comes before a deletion is left out, what comes after it
 * is recorded after it, and held back when it is not sure that the guest was deleted.
 */
export class TrackRun {
	private readonly results = new Map<number, ItemResult>();

	private readonly names = new GuestNames();

	/** The guest of each item, where deletions make the order matter. */
	private readonly guests = new Map<number, NamedGuest>();

	/** Items whose guest is deleted later in the run. */
	private superseded: ReadonlySet<number> = new Set();

	/** Guests of whom it is not sure that they were deleted. */
	private readonly undeleted = new Set<string>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly readMapped: ReadMapped,
	) {}

	/** Returns one result for each item. */
	async run(itemIndices: number[], mode: DeletionMode): Promise<ItemResult[]> {
		const steps = mode === 'ignore' ? [] : this.plan(itemIndices);
		if (mode === 'pass on') {
			for (const [number, step] of steps.entries()) await this.take(step, number > 0);
		} else {
			await this.record(itemIndices, false);
		}
		return itemIndices.map((itemIndex) => this.results.get(itemIndex)!);
	}

	private plan(itemIndices: number[]): Step[] {
		const { steps, superseded } = planSteps(itemIndices.map((index) => this.turnOf(index)));
		this.superseded = superseded;
		return steps;
	}

	private turnOf(itemIndex: number): Turn {
		try {
			const mapped = this.readMapped(itemIndex);
			if ('skipped' in mapped) return { itemIndex, guest: undefined, deletes: false };
			const guest = 'erase' in mapped ? mapped.erase : mapped.guest;
			this.guests.set(itemIndex, guest);
			return { itemIndex, guest: userOf(guest.identifier), deletes: 'erase' in mapped };
		} catch {
			// Told with the item when it is to be recorded.
			return { itemIndex, guest: undefined, deletes: false };
		}
	}

	private async take(step: Step, isLater: boolean): Promise<void> {
		const isHeld = (itemIndex: number) => isLater && this.undeleted.has(this.keyOf(itemIndex));
		for (const itemIndex of step.record.filter(isHeld)) {
			this.results.set(itemIndex, this.heldBack(itemIndex));
		}
		const ready = step.record.filter((itemIndex) => !isHeld(itemIndex));
		await this.attempt(ready, isLater, async () => await this.record(ready, isLater));
		const toDelete = [...step.delete.values()];
		await this.attempt(toDelete.flat(), true, async () => await this.erase(toDelete));
	}

	/** What could not even begin has failed for its items; what was sent before keeps its results. */
	private async attempt(
		itemIndices: number[],
		isAfterOthers: boolean,
		work: () => Promise<void>,
	): Promise<void> {
		if (itemIndices.length === 0) return;
		try {
			await work();
		} catch (thrown) {
			if (!isAfterOthers) throw toItemError(this.context.getNode(), thrown, itemIndices[0]);
			for (const itemIndex of itemIndices) {
				const error = toItemError(this.context.getNode(), thrown, itemIndex);
				this.results.set(itemIndex, { error, details: { verdict: 'failed' } });
			}
		}
	}

	private async record(itemIndices: number[], isLater: boolean): Promise<void> {
		const ask = (itemIndex: number) => this.ask(itemIndex, isLater);
		const results = await trackItems.call(this.context, itemIndices, ask);
		itemIndices.forEach((itemIndex, position) => this.results.set(itemIndex, results[position]));
	}

	private ask(itemIndex: number, isLater: boolean): Asked {
		const mapped = this.readMapped(itemIndex);
		if ('skipped' in mapped) return { objects: [], ...mapped };
		if ('erase' in mapped) {
			const skipped = 'The guest would be deleted in Braze';
			return { objects: [], skipped, about: aboutGuest(mapped.erase) };
		}
		const { guest, objects } = mapped;
		const about = aboutGuest(guest);
		if (this.superseded.has(itemIndex)) return { objects: [], skipped: SUPERSEDED, about };

		const warnings = isLater ? [JUST_DELETED] : [];
		const otherName = this.names.warningFor(guest);
		if (otherName !== undefined) warnings.push(otherName);
		return { objects, warnings, about };
	}

	/** @param toDelete for each guest the items that ask for it */
	private async erase(toDelete: number[][]): Promise<void> {
		const deletions = toDelete.map((itemIndices) => {
			const guest = this.guests.get(itemIndices[0])!;
			const warnings = guest.isFallback ? [DELETED_BY_FALLBACK] : [];
			const otherName = this.names.warningFor(guest);
			if (otherName !== undefined) warnings.push(otherName);
			return { guest, itemIndices, warnings };
		});
		const results = await eraseGuests.call(this.context, deletions);
		for (const [itemIndex, result] of results) {
			this.results.set(itemIndex, result);
			const isOpen = 'error' in result && NOT_DELETED.includes(result.details.verdict);
			if (isOpen) this.undeleted.add(this.keyOf(itemIndex));
			else this.undeleted.delete(this.keyOf(itemIndex));
		}
	}

	private keyOf(itemIndex: number): string {
		return userOf(this.guests.get(itemIndex)!.identifier)!;
	}

	private heldBack(itemIndex: number): ItemResult {
		const error = new NodeOperationError(
			this.context.getNode(),
			'Held back: it is not sure that the guest was deleted before, as an earlier item asks',
			{ itemIndex, description: 'Send it again after the item that deletes the guest' },
		);
		const about = aboutGuest(this.guests.get(itemIndex)!);
		return { error, details: { verdict: 'failed', ...about } };
	}
}
