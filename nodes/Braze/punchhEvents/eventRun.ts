import type { IExecuteFunctions } from 'n8n-workflow';

import type { Item } from '../../shared/operations/item';
import type { ItemResult } from '../../shared/operations/types';
import { userKey } from '../identity/user';
import { inWorkspaces } from '../send/inWorkspaces';
import { readTrackSettings } from '../send/track/settings';
import { trackInWorkspace, type ItemPlan, type Tracking } from '../send/track/trackItems';
import { eraseGuests, type Deletion } from './erasure';
import { aboutGuest, type NamedGuest } from './guestIdentity';
import { GuestNames } from './guestNames';
import type { Mapped } from './mapEvent';
import { planSteps, type Step, type Turn } from './steps';

/** What an event becomes, unless it lacks something. */
export type EventPlan = Exclude<Mapped, { problem: string }>;

/** Maps the event of an item; throws when its parameters are invalid. */
export type MapItem = (item: Item) => EventPlan;

/** What to do about guests who were deleted in Punchh; `show` is for dry runs. */
type DeletionMode = 'ignore' | 'show' | 'pass on';

const SUPERSEDED = 'The guest is deleted by a later item of this run';

const JUST_DELETED =
	'the guest was deleted earlier in this run: Braze may need minutes for that, so check that the profile is there';

const DELETED_BY_FALLBACK =
	"the event lacks the first identifier of 'Identify Guest By': a profile with that identifier is not deleted";

/** Verdicts that leave the guest undeleted, or may. */
const NOT_DELETED: unknown[] = ['failed', 'unknown'];

/**
 * Records the events of a run, and deletes the guests whose deletion they report; see `EventRun`.
 *
 * @param passesOn whether deletions are passed on
 */
export async function trackEvents(
	this: IExecuteFunctions,
	items: Item[],
	mapItem: MapItem,
	passesOn: boolean,
): Promise<ItemResult[]> {
	const settings = readTrackSettings(items);
	const passOn = settings.dryRun ? 'show' : 'pass on';
	return await inWorkspaces(this, items, settings.timeoutMs, async (some, workspace) => {
		const run = new EventRun({ context: this, workspace, settings }, mapItem);
		return await run.run(some, passesOn ? passOn : 'ignore');
	});
}

/**
 * Records the events of one run that go to one workspace, and deletes the guests whose deletion they
 * report.
 *
 * The items of one guest keep their order: what precedes a deletion is left out, and what follows is
 * recorded after it, or held back when it is not certain that the guest was deleted.
 */
class EventRun {
	private readonly results = new Map<Item, ItemResult>();

	private readonly names = new GuestNames();

	/** Plans made but not yet carried out; an item without one is mapped when its turn comes. */
	private readonly plans = new Map<Item, EventPlan | { thrown: unknown }>();

	/** The guest of each item, if the run has deletions and order matters. */
	private readonly guests = new Map<Item, NamedGuest>();

	/** Items whose guest is deleted later in the run. */
	private superseded: ReadonlySet<Item> = new Set();

	/** Guests who should have been deleted and possibly were not. */
	private readonly undeleted = new Set<string>();

	constructor(
		private readonly tracking: Tracking,
		private readonly mapItem: MapItem,
	) {}

	/** Returns one result for each item. */
	async run(items: Item[], mode: DeletionMode): Promise<ItemResult[]> {
		const steps = mode === 'ignore' ? [] : this.plan(items);
		if (mode === 'pass on') {
			for (const [number, step] of steps.entries()) await this.carryOut(step, number > 0);
		} else {
			await this.record(items, false);
		}
		return items.map((item) => this.results.get(item)!);
	}

	private plan(items: Item[]): Array<Step<Item>> {
		const { steps, superseded } = planSteps(items.map((item) => this.turnOf(item)));
		this.superseded = superseded;
		return steps;
	}

	private turnOf(item: Item): Turn<Item> {
		let plan: EventPlan;
		try {
			plan = this.mapItem(item);
			this.plans.set(item, plan);
		} catch (thrown) {
			// Reported with the item when it is recorded.
			this.plans.set(item, { thrown });
			return { item, guest: undefined, deletes: false };
		}
		if ('skipped' in plan) return { item, guest: undefined, deletes: false };
		const guest = 'erase' in plan ? plan.erase : plan.guest;
		this.guests.set(item, guest);
		return { item, guest: userKey(guest.identifier), deletes: 'erase' in plan };
	}

	/** @param isLater whether guests may have been deleted by an earlier step */
	private async carryOut(step: Step<Item>, isLater: boolean): Promise<void> {
		const isHeld = (item: Item) => isLater && this.undeleted.has(this.keyOf(item));
		for (const item of step.record.filter(isHeld)) {
			this.results.set(item, this.heldBack(item));
		}
		const ready = step.record.filter((item) => !isHeld(item));
		if (ready.length > 0) await this.record(ready, isLater);
		await this.erase([...step.delete.values()]);
	}

	private async record(items: Item[], isLater: boolean): Promise<void> {
		const planItem = (item: Item) => this.planItem(item, isLater);
		const results = await trackInWorkspace(this.tracking, items, planItem);
		items.forEach((item, position) => this.results.set(item, results[position]));
	}

	private planItem(item: Item, isLater: boolean): ItemPlan {
		const plan = this.takePlan(item);
		if ('skipped' in plan) return { objects: [], ...plan };
		if ('erase' in plan) {
			const skipped = 'The guest would be deleted in Braze';
			return { objects: [], skipped, about: aboutGuest(plan.erase) };
		}
		const { guest, objects, warnings } = plan;
		const about = aboutGuest(guest);
		if (this.superseded.has(item)) return { objects: [], skipped: SUPERSEDED, about };
		const aboutRun = this.warningsFor(guest, isLater && JUST_DELETED);
		return { objects, warnings: [...aboutRun, ...warnings], about };
	}

	/** Each event is mapped only once, and its plan is used only once. */
	private takePlan(item: Item): EventPlan {
		const plan = this.plans.get(item) ?? this.mapItem(item);
		this.plans.delete(item);
		if ('thrown' in plan) throw plan.thrown;
		return plan;
	}

	private warningsFor(guest: NamedGuest, warning: string | false): string[] {
		return [warning, this.names.warningFor(guest)].filter((text) => typeof text === 'string');
	}

	/** @param toDelete for each guest, the items that ask for the deletion */
	private async erase(toDelete: Item[][]): Promise<void> {
		const deletions = toDelete.map((items): Deletion => {
			const guest = this.guests.get(items[0])!;
			const warnings = this.warningsFor(guest, guest.isFallback && DELETED_BY_FALLBACK);
			return { guest, items, warnings };
		});
		const { context, workspace } = this.tracking;
		const results = await eraseGuests(context, workspace, deletions);
		for (const [item, result] of results) {
			this.results.set(item, result);
			const isOpen = 'error' in result && NOT_DELETED.includes(result.details.verdict);
			if (isOpen) this.undeleted.add(this.keyOf(item));
			else this.undeleted.delete(this.keyOf(item));
		}
	}

	private keyOf(item: Item): string {
		return userKey(this.guests.get(item)!.identifier)!;
	}

	private heldBack(item: Item): ItemResult {
		const error = item.error(
			'Held back: an earlier item deletes the guest, and it is not certain that this worked',
			'Send it again after the item that deletes the guest',
		);
		const about = aboutGuest(this.guests.get(item)!);
		return { error, details: { verdict: 'failed', ...about } };
	}
}
