import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import { isEmpty } from '../../../shared/values/json';
import { AttributeLog, NO_PROFILE, partsOf, wholeOf } from '../../identity/memory/attributeLog';
import { LINKED_PROFILE } from '../../identity/memory/contacts';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { EXTERNAL_ID_SINCE, PUNCHH_USER_ID } from '../../identity/profiles/links';
import type { Recorded } from '../map/mapEvent';
import type { MapChoices } from '../types';
import { Removals } from './removals';
import { CONTACTS } from './runContacts';

/** What an item writes to its guest's profile. */
interface Written {
	punchhUserId: string;
	/** Whether all profiles of the guest become one. */
	isLinked: boolean;
	/** The profile, as `userKey` names it. */
	under: string;
	/** When its event happened. */
	atMs: number;
	/** As `partsOf` divides them. */
	values: IDataObject;
	/** What it also has: values that were written to another profile of the guest. */
	gathered: IDataObject;
	/** Whether the event says if the guest has opted out. */
	tellsStates: boolean;
	choices: MapChoices;
}

/** To whom an item writes, and what is to be written besides the values of its event. */
interface Target extends Omit<Written, 'values' | 'gathered'> {
	/** Whether to write the Punchh user ID although it was written before. */
	marksAgain: boolean;
	userId: Recorded['userId'];
	warnings: string[];
}

/** What the items of one run write to the profiles of their guests. */
export class RunValues {
	/** Attributes that this run writes, so that the order of its items does not matter. */
	private readonly planned = new AttributeLog();

	private readonly writes = new Map<Item, Written>();

	/** The profiles of guests that this run marks. */
	private readonly marked = new Map<string, Set<string>>();

	/** Guests to whose profile this run moves attributes. */
	private readonly gathered = new Set<string>();

	/** Guests whose profile is told by this run since when they have the external ID. */
	private readonly moved = new Set<string>();

	/** Guests of whom this run has an event that says if they have opted out. */
	private readonly told = new Set<string>();

	/** Items that have written older values than another run meanwhile. */
	private readonly late = new Set<Item>();

	readonly removals: Removals;

	constructor(private readonly known: KnownGuests) {
		this.removals = new Removals(known);
	}

	/** Whether events that are written, or will be, have said if a guest has opted out. */
	toldStates(punchhUserId: string): boolean {
		return this.told.has(punchhUserId) || this.known.guests.toldStates(punchhUserId);
	}

	/** Forgets a guest who was deleted. */
	forget(punchhUserId: string): void {
		this.planned.forget(punchhUserId);
		this.marked.delete(punchhUserId);
		this.gathered.delete(punchhUserId);
		this.moved.delete(punchhUserId);
		this.told.delete(punchhUserId);
		this.removals.forget(punchhUserId);
	}

	/** Notes that Braze accepted the attributes of an item. */
	written(item: Item): void {
		const written = this.writes.get(item);
		if (written === undefined) return;
		const { punchhUserId, gathered, values, tellsStates } = written;
		const { attributes, guests } = this.known;
		const under = this.profileOf(written);
		if (attributes.gather(punchhUserId, under, gathered).length > 0) this.late.add(item);
		this.note(item, written, under);
		this.removals.written({ ...written, values: { ...gathered, ...values }, item });
		if (tellsStates) guests.tellStates(punchhUserId);
		if (Object.hasOwn(values, PUNCHH_USER_ID)) guests.mark(punchhUserId, markedProfile(written));
		if (Object.hasOwn(values, EXTERNAL_ID_SINCE)) guests.notedMove(punchhUserId);
	}

	/** Notes that nobody knows whether Braze has the attributes of an item: the guest's next one has them, too. */
	mayBeWritten(item: Item): void {
		const written = this.writes.get(item);
		if (written !== undefined) this.note(item, written, NO_PROFILE);
	}

	/** Items to be corrected, each once: another run had written newer values before them. */
	takeLate(): Item[] {
		const items = [...this.late];
		this.late.clear();
		return items;
	}

	/** The newer values that an item may have replaced. */
	newerThan(item: Item): Pick<Written, 'choices' | 'values'> {
		const written = this.writes.get(item)!;
		const { punchhUserId, under, choices } = written;
		written.gathered = this.known.attributes.elsewhere(punchhUserId, under);
		return { choices, values: wholeOf(written.gathered) };
	}

	/** Notes that Braze accepted the newer values. */
	corrected(item: Item): void {
		const written = this.writes.get(item)!;
		const under = this.profileOf(written);
		this.known.attributes.gather(written.punchhUserId, under, written.gathered);
	}

	/** The profile that an item was written to, unless Braze may be merging it into another one. */
	private profileOf({ punchhUserId, under }: Written): string {
		return this.known.guests.mayVanish(punchhUserId) ? NO_PROFILE : under;
	}

	/** What another run has written of a newer event meanwhile may be replaced, and is to be written again. */
	private note(item: Item, written: Written, under: string): void {
		const { punchhUserId, isLinked, atMs, values } = written;
		const { attributes } = this.known;
		const outdated = attributes.outdated(punchhUserId, Object.keys(values), { atMs });
		attributes.note(punchhUserId, { under, atMs, values: withoutNames(values, outdated) });
		if (outdated.length === 0) return;
		const replaced = attributes.others(punchhUserId, outdated, values);
		if (replaced.length === 0) return;
		attributes.move(punchhUserId, replaced, NO_PROFILE);
		if (isLinked) this.late.add(item);
	}

	/**
	 * The values that an item writes to a profile: those of the event but for what a newer event has written, what
	 * another profile of the guest has, and, once, the Punchh user ID.
	 */
	of(item: Item, given: IDataObject, to: Target): IDataObject {
		const { punchhUserId, under, atMs, isLinked, warnings, choices, tellsStates } = to;
		const values = partsOf(given);
		const logs = [
			[this.known.attributes, 'has already written'],
			[this.planned, 'of this run, which may still fail, writes'],
		] as const;
		for (const [log, which] of logs) {
			const old = log.outdated(punchhUserId, Object.keys(values), olderIn(to));
			for (const name of old) delete values[name];
			if (old.length > 0) warnings.push(`a newer event ${which} ${old.join(', ')}`);
		}
		this.addMarks(values, to);

		const gathered =
			isLinked && !this.gathered.has(punchhUserId)
				? this.known.attributes.elsewhere(punchhUserId, under)
				: {};
		this.gathered.add(punchhUserId);
		this.planned.note(punchhUserId, { atMs, under, values });
		if (tellsStates) this.told.add(punchhUserId);
		const about = { punchhUserId, isLinked, under, atMs, choices, tellsStates };
		this.writes.set(item, {
			...about,
			values,
			gathered: withoutNames(gathered, Object.keys(values)),
		});
		return wholeOf({ ...gathered, ...this.optOutsBeside(values, to), ...values });
	}

	/** The values of an item of which nothing is remembered. The profile of another guest keeps whose it is. */
	unfollowed(given: IDataObject, under: string, punchhUserId = ''): IDataObject {
		const isOthers = this.known.owners.otherThan(punchhUserId, under) !== undefined;
		return isOthers ? withoutNames(given, [PUNCHH_USER_ID]) : given;
	}

	/**
	 * What goes along with an address or number that an older event writes: Braze may take the guest for
	 * subscribed again, although a newer event has told the opt-out.
	 */
	private optOutsBeside(values: IDataObject, to: Target): IDataObject {
		const { punchhUserId, choices } = to;
		const isNewContact = CONTACTS.some((name) => !isEmpty(values[name]));
		if (!isNewContact || choices.subscriptions === 'none') return {};
		const { attributes } = this.known;
		const optOuts = wholeOf(attributes.newerOptOuts(punchhUserId, olderIn(to), this.planned));
		for (const name of choices.dropFields) delete optOuts[name];
		return partsOf(optOuts);
	}

	/** Adds, once, whose the profile is, and since when it has its external ID. */
	private addMarks(values: IDataObject, target: Target): void {
		const { punchhUserId, marksAgain, choices, userId, under } = target;
		const { guests, owners } = this.known;
		// The profile is that of another guest, to whom a Canvas gives what it has for this one.
		if (owners.otherThan(punchhUserId, under) !== undefined) {
			delete values[PUNCHH_USER_ID];
			return;
		}
		const profile = markedProfile(target);
		const marked = this.marked.get(punchhUserId) ?? new Set();
		const isMarked = marked.has(profile) || guests.isMarked(punchhUserId, profile);
		if ((!isMarked || marksAgain) && userId !== undefined) values[PUNCHH_USER_ID] ??= userId;
		if (Object.hasOwn(values, PUNCHH_USER_ID)) {
			this.marked.set(punchhUserId, marked.add(profile));
		}
		const movedAtMs = guests.movedAtMs(punchhUserId);
		const isOfAdapter = choices.preset === 'adapter' || choices.attributes === 'none';
		const tellsMoves = !isOfAdapter && !choices.dropFields.has(EXTERNAL_ID_SINCE);
		if (!tellsMoves || movedAtMs === undefined || this.moved.has(punchhUserId)) return;
		values[EXTERNAL_ID_SINCE] = new Date(movedAtMs).toISOString();
		this.moved.add(punchhUserId);
	}
}

/** What an item may replace: all profiles of a guest who is linked become one. */
function olderIn({ atMs, isLinked, under }: Target) {
	return { atMs, onlyUnder: isLinked ? undefined : under };
}

/** A profile that is marked, as text that can be compared: all of a guest who is linked become one. */
function markedProfile({ isLinked, under }: Pick<Written, 'isLinked' | 'under'>): string {
	return isLinked ? LINKED_PROFILE : under;
}

function withoutNames(values: IDataObject, names: string[]): IDataObject {
	const left = { ...values };
	for (const name of names) delete left[name];
	return left;
}
