import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { toItemError } from '../../shared/errors';
import type { ItemResult } from '../../shared/operations/types';
import { userKey } from '../identity/user';
import { trackItems, type ItemPlan } from '../send/track/trackItems';
import { eraseGuests, type Deletion } from './erasure';
import { aboutGuest, type NamedGuest } from './guestIdentity';
import { GuestNames } from './guestNames';
import type { Mapped } from './mapEvent';
import { planSteps, type Step, type Turn } from './steps';

/** What an event becomes, where it can become something. */
export type EventPlan = Exclude<Mapped, { problem: string }>;

/** Maps the event of an item; throws when its parameters do not make sense. */
export type MapItem = (itemIndex: number) => EventPlan;

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
export class EventRun {
	private readonly results = new Map<number, ItemResult>();

	private readonly names = new GuestNames();

	/** Plans that are made and not yet carried out; an item without one is mapped when it is its turn. */
	private readonly plans = new Map<number, EventPlan | { thrown: unknown }>();

	/** The guest of each item, where deletions make the order matter. */
	private readonly guests = new Map<number, NamedGuest>();

	/** Items whose guest is deleted later in the run. */
	private superseded: ReadonlySet<number> = new Set();

	/** Guests of whom it is not sure that they were deleted. */
	private readonly undeleted = new Set<string>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly mapItem: MapItem,
	) {}

	/** Returns one result for each item. */
	async run(itemIndices: number[], mode: DeletionMode): Promise<ItemResult[]> {
		const steps = mode === 'ignore' ? [] : this.plan(itemIndices);
		if (mode === 'pass on') {
			for (const [number, step] of steps.entries()) await this.carryOut(step, number > 0);
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
		let plan: EventPlan;
		try {
			plan = this.mapItem(itemIndex);
			this.plans.set(itemIndex, plan);
		} catch (thrown) {
			// Told with the item when it is to be recorded.
			this.plans.set(itemIndex, { thrown });
			return { itemIndex, guest: undefined, deletes: false };
		}
		if ('skipped' in plan) return { itemIndex, guest: undefined, deletes: false };
		const guest = 'erase' in plan ? plan.erase : plan.guest;
		this.guests.set(itemIndex, guest);
		return { itemIndex, guest: userKey(guest.identifier), deletes: 'erase' in plan };
	}

	/** @param isLater whether guests may have been deleted by an earlier step */
	private async carryOut(step: Step, isLater: boolean): Promise<void> {
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
		const planItem = (itemIndex: number) => this.planItem(itemIndex, isLater);
		const results = await trackItems.call(this.context, itemIndices, planItem);
		itemIndices.forEach((itemIndex, position) => this.results.set(itemIndex, results[position]));
	}

	private planItem(itemIndex: number, isLater: boolean): ItemPlan {
		const plan = this.takePlan(itemIndex);
		if ('skipped' in plan) return { objects: [], ...plan };
		if ('erase' in plan) {
			const skipped = 'The guest would be deleted in Braze';
			return { objects: [], skipped, about: aboutGuest(plan.erase) };
		}
		const { guest, objects } = plan;
		const about = aboutGuest(guest);
		if (this.superseded.has(itemIndex)) return { objects: [], skipped: SUPERSEDED, about };
		return { objects, warnings: this.warningsFor(guest, isLater && JUST_DELETED), about };
	}

	/** Each event is mapped once; its plan is needed once. */
	private takePlan(itemIndex: number): EventPlan {
		const plan = this.plans.get(itemIndex) ?? this.mapItem(itemIndex);
		this.plans.delete(itemIndex);
		if ('thrown' in plan) throw plan.thrown;
		return plan;
	}

	private warningsFor(guest: NamedGuest, warning: string | false): string[] {
		return [warning, this.names.warningFor(guest)].filter((text) => typeof text === 'string');
	}

	/** @param toDelete for each guest the items that ask for it */
	private async erase(toDelete: number[][]): Promise<void> {
		const deletions = toDelete.map((itemIndices): Deletion => {
			const guest = this.guests.get(itemIndices[0])!;
			const warnings = this.warningsFor(guest, guest.isFallback && DELETED_BY_FALLBACK);
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
		return userKey(this.guests.get(itemIndex)!.identifier)!;
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
