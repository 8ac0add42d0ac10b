import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { DELAYED_PATHS } from '../../../../../sandbox/braze/api/effects';
import type { Profile } from '../../../../../sandbox/braze/api/state';
import type { Fault } from '../../../../../sandbox/faults/rules';
import type { JumpingClock } from '../../../../harness/jumpingClock';
import type { Envelope } from '../../../../harness/punchhEvents';
import { checkIn, guest } from '../linked/linked.setup';
import { sandbox, track } from '../punchhEvents.setup';

/** What happens in Punchh to one of its guests. */
export interface Change {
	/** Which of the guests that are there; who signs up after a deletion is another one. */
	who: number;
	does: 'takes' | 'gives up' | 'checks in' | 'is deleted';
	what: keyof typeof TAKEN;
	which: 0 | 1;
}

const TAKEN = {
	external_source_id: (which: number) => `CRM-${which}`,
	email: (which: number) => `guest-${which}@example.com`,
};

/** The guests as Punchh knows them: nobody has what another one has, and who signs up again is another one. */
export class Punchh {
	private readonly guests = new Map<number, IDataObject>();

	private signUps = 0;

	/** Who is no more. */
	readonly deleted = new Set<unknown>();

	/** What Punchh tells of a step; undefined if it cannot happen. */
	take({ who, does, what, which }: Change, at: number): Envelope | undefined {
		const value = does === 'takes' ? TAKEN[what](which) : null;
		const isChange = value !== null || does === 'gives up';
		if (value !== null && this.hasAny(what, value)) return undefined;
		const before = this.guests.get(who) ?? this.signUp();
		const user = isChange ? { ...before, [what]: value } : before;
		this.guests.set(who, user);
		if (does === 'is deleted') this.delete(who);
		return { ...eventOf(user, does, what, at), content_id: `${String(user.user_id)}-${at}` };
	}

	/** A guest as Punchh has it now. */
	find(who: number): IDataObject | undefined {
		return this.guests.get(who);
	}

	/** All guests as Punchh has them now. */
	all(): IDataObject[] {
		return [...this.guests.values()];
	}

	/** Whether a guest has this now. */
	hasAny(what: Change['what'], value: string): boolean {
		return this.all().some((one) => one[what] === value);
	}

	private delete(who: number): void {
		this.deleted.add(this.guests.get(who)?.user_id);
		this.guests.delete(who);
	}

	private signUp(): IDataObject {
		const userId = ++this.signUps;
		const empty = { external_source_id: null, email: null, phone: null };
		return { ...empty, user_id: userId, first_name: `Guest ${userId}` };
	}
}

function eventOf(user: IDataObject, does: Change['does'], what: string, at: number): Envelope {
	if (does === 'checks in') return checkIn(user, at);
	if (does === 'is deleted') return { ...guest(user, at), action: 'delete' };
	return guest({ ...user, previous_changes: [what, 'first_name'] }, at);
}

/** Runs workflows, which send again with their next run what Braze has not recorded. */
export class Workflow {
	private again: IDataObject[] = [];

	/** The outputs of what Braze has accepted. */
	readonly accepted: IDataObject[] = [];

	constructor(private readonly choices: string[]) {}

	/** Of whom Braze has not recorded something. */
	get refused(): Set<string> {
		return new Set(this.again.map(({ content_id: id }) => String(id).split('-')[0]));
	}

	/** Whether a deletion is to be sent again. */
	get isDeleting(): boolean {
		return this.again.some(({ action }) => action === 'delete');
	}

	async run(events: Envelope[]): Promise<void> {
		const items = [...this.again, ...events];
		this.again = [];
		if (items.length === 0) return;
		const identifiers = { identifier: this.choices.map((by) => ({ by })) };
		const options = { callingCode: 'US', passOnDeletions: true };
		const { items: done, errors } = await track(items, { identifiers }, options);
		this.accepted.push(...done.map(({ json }) => json));
		for (const { pairedItem, json } of errors) {
			const { verdict } = json.details as IDataObject;
			// A deletion that Braze may have carried out is not to be sent again: the guide.
			const item = items[(pairedItem as { item: number }).item];
			if (verdict !== 'unknown' || item.action !== 'delete') this.again.push(item);
		}
	}
}

/** What may become of a request to Braze. */
export const fault = fc.constantFrom<Fault>(
	{ cut: 'after' },
	{ cut: 'before' },
	{ status: 500 },
	{ status: 403, body: { message: 'Access denied' } },
);

/** Seconds until a call takes effect, for each path of Braze. */
export const delays = fc.array(fc.integer({ min: 0, max: 30 }), {
	minLength: DELAYED_PATHS.length,
	maxLength: DELAYED_PATHS.length,
});

/** A Braze without profiles, and a process that knows nobody. */
export function begin(clock: JumpingClock, given: number[]): void {
	sandbox.reset();
	forgetAllGuests();
	sandbox.braze.now = () => clock.nowMs();
	sandbox.braze.knobs.effectDelayMs = Object.fromEntries(
		DELAYED_PATHS.map((path, index) => [path, given[index] * 1_000]),
	);
}

/** The guests of whom a profile has something. */
export function guestsIn({ attributes, user_aliases: aliases, events }: Profile): Set<string> {
	const { punchh_user_id: own, first_name: name } = attributes;
	return new Set([
		...(own === undefined ? [] : [String(own)]),
		...(name === undefined ? [] : [String(name).replace('Guest ', '')]),
		...aliases.map(({ alias_name: one }) => one),
		...events.map(({ properties }) => String((properties as IDataObject).content_id).split('-')[0]),
	]);
}

/** That no profile has something of two guests. */
export function expectNobodysOther(): void {
	for (const profile of sandbox.braze.profiles) {
		expect([...guestsIn(profile)].length).toBeLessThanOrEqual(1);
	}
}

/** That nothing is lost of what Braze has accepted, but of guests who were deleted. */
export function expectNothingLost(accepted: IDataObject[], deleted: Set<unknown>): void {
	const whose = (id: unknown) => Number(String(id).split('-')[0]);
	const wanted = accepted
		.filter(({ events, content_id: id }) => Number(events) > 0 && !deleted.has(whose(id)))
		.map(({ content_id: id }) => id);
	const there = sandbox.braze.profiles.flatMap(({ events }) =>
		events.map(({ properties }) => (properties as IDataObject).content_id),
	);
	expect(there).toEqual(expect.arrayContaining(wanted));
}
