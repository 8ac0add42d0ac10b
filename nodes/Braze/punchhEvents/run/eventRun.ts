import type { IExecuteFunctions } from 'n8n-workflow';

import { toItemError } from '../../../shared/errors';
import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import { nowMs } from '../../../shared/time';
import { KnownGuests } from '../../identity/memory/knownGuests';
import { withKnownGuests } from '../../identity/memory/workspaces';
import { isRecorded } from '../../send/track/itemResult';
import {
	recordItems,
	trackInWorkspace,
	type ItemPlan,
	type Tracking,
} from '../../send/track/trackItems';
import { aboutGuest, keyOfGuest, keyOfPerson, type NamedGuest } from '../guestIdentity';
import { eraseGuests, heldBack, mayBeLeft, type Deletion } from '../guests/erasure';
import { GuestLinks } from '../guests/guestLinks';
import { RunGuests } from '../guests/runGuests';
import { JUST_DELETED, SUPERSEDED } from '../refusals';
import { BeforeDeletion } from './beforeDeletion';
import { EventPlans, type EventPlan, type ReadEventItem } from './eventPlans';
import { planSteps, type DeletionMode, type Step, type Turn } from './steps';
import { ToldEvents } from './toldEvents';

/**
 * Records the events of a run, and deletes the guests whose deletion they report; see `EventRun`.
 *
 * @param passesOn whether deletions are passed on
 */
export async function trackEvents(
	this: IExecuteFunctions,
	items: Item[],
	readItem: ReadEventItem,
	passesOn: boolean,
): Promise<ItemResult[]> {
	return await recordItems(this, items, async (some, tracking) => {
		const mode = tracking.settings.dryRun ? 'show' : 'pass on';
		const record = async (known: KnownGuests) => {
			const run = new EventRun(tracking, new ToldEvents(readItem), known);
			return await run.run(some, passesOn ? mode : 'ignore').finally(() => run.people.end());
		};
		// A dry run must not leave anything behind.
		if (tracking.settings.dryRun) return await record(new KnownGuests(false));
		return await withKnownGuests(tracking.workspace.connection.id, record);
	});
}

/**
 * Records the events of one run for one workspace, and deletes the guests whose deletion they report.
 *
 * The items of one guest keep their order: what precedes a deletion is left out, and what follows is
 * recorded after it, or held back when it is not certain that the guest was deleted.
 */
class EventRun {
	private readonly results = new Map<Item, ItemResult>();

	readonly people: RunGuests;

	private readonly links: GuestLinks;

	private readonly events: EventPlans;

	private readonly beforeDeletion: BeforeDeletion;

	/** The guests of items, as text that can be compared. */
	private readonly keys = new Map<Item, string>();

	/** Plans made but not yet carried out; an item without one is planned when its turn comes. */
	private readonly plans = new Map<Item, EventPlan | { thrown: unknown }>();

	/** Items whose guest is deleted later in the run. */
	private superseded: ReadonlySet<Item> = new Set();

	/** Guests who should have been deleted and possibly were not. */
	private readonly undeleted = new Set<string>();

	constructor(
		private readonly tracking: Tracking,
		private readonly told: ToldEvents,
		known: KnownGuests,
	) {
		this.people = new RunGuests(known);
		this.links = new GuestLinks(tracking, known);
		this.beforeDeletion = new BeforeDeletion(tracking, known);
		this.events = new EventPlans(this.people, this.links.lookUps.strangers, nowMs());
	}

	/** Returns one result for each item. */
	async run(items: Item[], mode: DeletionMode): Promise<ItemResult[]> {
		const { dryRun } = this.tracking.settings;
		this.people.begin(items);
		this.events.read(items, this.told.read);
		// Before anything is learned or looked up, which others would change meanwhile.
		if (mode === 'pass on') await this.beforeDeletion.wait(this.events.deletedBy(items));
		this.events.learn(items);
		if (!dryRun) {
			await this.events.learnPassedOn(items, this.links.lookUps);
			await this.links.lookUps.first(this.events.toDelete(items), this.events);
			await this.links.findRefusals();
		}
		const steps = mode === 'ignore' ? [] : this.plan(items);
		if (mode !== 'pass on') await this.record(items, false);
		else for (const [number, step] of steps.entries()) await this.carryOut(step, number > 0);
		if (!dryRun && [...this.results.values()].some((result) => isRecorded(result)))
			await this.links.link();
		return items.map((item) => this.resultOf(item));
	}

	private resultOf(item: Item): ItemResult {
		const result = this.told.tell(item, this.results.get(item)!);
		const guest = this.events.guestOf(item);
		return guest === undefined ? result : this.links.withLink(result, guest);
	}

	private plan(items: Item[]): Array<Step<Item>> {
		const { steps, superseded } = planSteps(items.map((item) => this.turnOf(item)));
		this.superseded = superseded;
		return steps;
	}

	private turnOf(item: Item): Turn<Item> {
		const later = this.events.laterGuestOf(item);
		const turn =
			later === undefined
				? this.plannedTurnOf(item)
				: { item, guest: keyOfPerson(later), deletes: this.events.deletes(item) };
		if (turn.guest !== undefined) this.keys.set(item, turn.guest);
		return turn;
	}

	private plannedTurnOf(item: Item): Turn<Item> {
		let plan: EventPlan;
		try {
			plan = this.events.take(item);
			this.plans.set(item, plan);
		} catch (thrown) {
			// Reported with the item when it is recorded.
			this.plans.set(item, { thrown });
			return { item, guest: undefined, deletes: false };
		}
		if ('skipped' in plan) return { item, guest: undefined, deletes: false };
		const guest = 'erase' in plan ? plan.erase : plan.guest;
		return { item, guest: keyOfGuest(guest), deletes: 'erase' in plan };
	}

	/** @param isLater whether guests may have been deleted by an earlier step */
	private async carryOut(step: Step<Item>, isLater: boolean): Promise<void> {
		const isHeld = (item: Item) => isLater && this.undeleted.has(this.keys.get(item)!);
		for (const item of step.record.filter(isHeld)) {
			this.results.set(item, heldBack(item, this.events.guestOf(item)));
		}
		const ready = step.record.filter((item) => !isHeld(item));
		if (ready.length > 0) await this.record(ready, isLater);
		await this.erase([...step.delete.values()]);
	}

	private async record(items: Item[], isLater: boolean): Promise<void> {
		if (isLater) await this.links.lookUps.due();
		const planItem = (item: Item) => this.planItem(item, isLater);
		const results = await trackInWorkspace(this.tracking, items, planItem);
		items.forEach((item, position) => this.note(item, results[position]));
		await this.links.lookUps.again(this.people.values.removals.guestsToLookUp());
		await this.people.correct(this.tracking);
	}

	private note(item: Item, result: ItemResult): void {
		const isRefused = 'error' in result && this.links.verdictOf(item) === 'failed';
		this.people.noteResult(item, result);
		this.results.set(item, isRefused ? { ...result, details: { verdict: 'failed' } } : result);
	}

	private planItem(item: Item, isLater: boolean): ItemPlan {
		const plan = this.takePlan(item);
		if ('skipped' in plan) return { objects: [], ...plan };
		if ('erase' in plan) {
			const skipped = 'The guest would be deleted in Braze';
			this.goOn(plan.erase, item, true);
			return { objects: [], skipped, about: aboutGuest(plan.erase) };
		}
		const { guest, contacts, objects, warnings } = plan;
		const about = aboutGuest(guest);
		this.links.checkBeforeRecording(item, guest, contacts);
		if (this.superseded.has(item)) return { objects: [], skipped: SUPERSEDED, about };
		const aboutRun = this.warningsFor(guest, isLater && JUST_DELETED);
		return { objects: objects(), warnings: [...aboutRun, ...warnings], about };
	}

	/** Each item is planned only once, and its plan is used only once. */
	private takePlan(item: Item): EventPlan {
		const plan = this.plans.get(item) ?? this.events.take(item);
		this.plans.delete(item);
		if ('thrown' in plan) throw plan.thrown;
		return plan;
	}

	private warningsFor(guest: NamedGuest, ...some: Array<string | false>): string[] {
		return [...some, this.people.warningFor(guest)].filter((text) => typeof text === 'string');
	}

	/** @param toDelete for each guest, the items that ask for the deletion */
	private async erase(toDelete: Item[][]): Promise<void> {
		const first = toDelete.map(([item]) => item);
		await this.links.lookUps.again(first.flatMap((item) => this.events.whoIs(item) ?? []));
		await this.links.lookUps.others.look(first.flatMap((item) => this.events.guestOf(item) ?? []));
		const deletions = toDelete.flatMap((items) => this.deletionOf(items) ?? []);
		const results = await eraseGuests(this.tracking, deletions);
		for (const { guest, items } of deletions) {
			for (const item of items) this.results.set(item, results.get(item)!);
			const result = results.get(items[0])!;
			const key = this.keys.get(items[0])!;
			if (mayBeLeft(result)) {
				this.undeleted.add(key);
				continue;
			}
			this.undeleted.delete(key);
			this.goOn(guest, items.at(-1)!, 'json' in result);
		}
	}

	/** The deletion that items ask for; undefined if it is refused, which is their result. */
	private deletionOf(items: Item[]): Deletion | undefined {
		try {
			const guest = this.events.guestOf(items[0]) ?? this.events.nameOf(items);
			if ('skipped' in guest) {
				const json = [{ verdict: 'skipped', reason: guest.skipped }];
				for (const item of items) this.results.set(item, { json });
				return undefined;
			}
			this.links.checkBeforeDeletion(items[0], guest);
			const early = this.beforeDeletion.warningFor(guest);
			const warnings = this.warningsFor(guest, early, this.links.warningBeforeDeletion(guest));
			return { guest, items, warnings, formerIds: this.people.formerIdsOf(guest) };
		} catch (thrown) {
			for (const item of items) {
				const error = toItemError(item.context.getNode(), thrown, item.index);
				this.results.set(item, { error, details: { verdict: this.links.verdictOf(items[0]) } });
			}
			this.undeleted.add(this.keys.get(items[0])!);
			return undefined;
		}
	}

	/** Goes on with what follows the item that deletes a guest, or should have. */
	private goOn(guest: NamedGuest, item: Item, isDeleted: boolean): void {
		if (isDeleted) this.people.forget(guest, this.events.deletionTimeOf(item));
		if (guest.punchhUserId !== undefined) this.events.goOn(guest.punchhUserId, item);
	}
}
