import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import type { Profile } from '../../../../../sandbox/braze/api/state';
import { fuzzRuns, fuzzSeed } from '../../../../harness/fuzz';
import { jumpingClock } from '../../../../harness/jumpingClock';
import type { Envelope } from '../../../../harness/punchhEvents';
import { AGAIN_MS, CHANGED_ID, checkIn, guest } from '../linked/linked.setup';
import { sandbox } from '../punchhEvents.setup';
import { begin, delays, fault, Workflow } from './passing.setup';

/**
 * External IDs that are entered for the wrong guests, and corrected, while the app has a profile of each person:
 * no two people are in one profile, and no profile of the app goes along with somebody else's.
 */

const clock = jumpingClock();

/** Guests of Punchh, and one whom only the app knows. */
const GUESTS = [1, 2, 3];
const PEOPLE = [...GUESTS, 4];
const [FIRST, LAST] = [
	['', 'Mara', 'Ben', 'Cem', 'Dora'],
	['', 'Lindqvist', 'Okafor', 'Yildiz', 'Novak'],
];
const person = (who: number, address = '') => ({
	first_name: FIRST[who],
	last_name: LAST[who],
	email: `${FIRST[who].toLowerCase()}${address}@example.com`,
});

const PATHS = ['identify', 'merge', 'alias/new', 'track', 'export/ids', 'delete'] as const;

const step = fc.record({
	who: fc.constantFrom(...GUESTS),
	does: fc.constantFrom(
		...(['is given', 'is given', 'is given the right', 'checks in', 'is told no more'] as const),
		...(['has a new address', 'is deleted'] as const),
	),
	/** Whose external ID is given. */
	of: fc.constantFrom(...PEOPLE),
	/** How many steps later the event comes. */
	delay: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 8 })),
	/** Seconds until the next run begins, if this is the last of a run. */
	pause: fc.constantFrom(null, 0, 20, 60, 400),
	/** What happens after that run. */
	then: fc.constantFrom(null, null, null, 'restart', 'meanwhile'),
});
const trouble = fc.record({
	path: fc.constantFrom(...PATHS.map((path) => `/users/${path}`)),
	count: fc.integer({ min: 1, max: 4 }),
	afterRuns: fc.integer({ min: 0, max: 6 }),
	fault,
});
const history = fc.record({
	steps: fc.array(step, { minLength: 3, maxLength: 20 }),
	troubles: fc.array(trouble, { maxLength: 2 }),
	delays,
});
type History = typeof history extends fc.Arbitrary<infer Of> ? Of : never;
type Step = History['steps'][number];

/** The guests as Punchh has them: whose external ID each has, the address, and who is deleted. */
class Guests {
	private readonly ids = new Map<number, number>();

	private readonly addresses = new Map<number, string>();

	readonly deleted = new Set<number>();

	/** What Punchh tells of a step; undefined if it cannot happen. */
	take({ who, does, of }: Step, at: number): Envelope | undefined {
		const given = does === 'is given' ? of : who;
		const isGiving = does.startsWith('is given');
		if (this.deleted.has(who) || (isGiving && [...this.ids.values()].includes(given)))
			return undefined;
		if (isGiving) this.ids.set(who, given);
		if (does === 'is told no more') this.ids.delete(who);
		if (does === 'has a new address') this.addresses.set(who, String(at));
		const event = this.eventOf(who, does, at * 60);
		if (does === 'is deleted') this.deleted.add(who);
		return event;
	}

	private eventOf(who: number, does: Step['does'], at: number): Envelope {
		if (does === 'checks in') return this.visit(who, at);
		const changes = [...CHANGED_ID, 'first_name', 'last_name', 'email'];
		const event = guest({ ...this.userOf(who), previous_changes: changes }, at);
		const content_id = `${who}-${at}`;
		return does === 'is deleted'
			? { ...event, content_id, action: 'delete' }
			: { ...event, content_id };
	}

	visit(who: number, at: number): Envelope {
		return { ...checkIn(this.userOf(who), at), content_id: `${who}-${at}` };
	}

	private userOf(who: number): IDataObject {
		const id = this.ids.get(who);
		return {
			...{ user_id: who, phone: null, ...person(who, this.addresses.get(who)) },
			external_source_id: id === undefined ? null : `CRM-${id}`,
		};
	}
}

/** The events in the order in which they come, with the steps that they tell. */
function arrivalsOf(steps: Step[], guests: Guests): Array<Step & { event: Envelope }> {
	return steps
		.flatMap((one, at) => {
			const event = guests.take(one, at);
			return event === undefined ? [] : [{ ...one, event, order: at + one.delay }];
		})
		.sort((one, other) => one.order - other.order);
}

function disturb({ troubles }: History, runs: number): void {
	for (const { path, count, fault: what, afterRuns } of troubles) {
		// A key that may not look up does not see whose a profile is: the guide.
		const isForbidden = path.endsWith('/ids') && 'status' in what && what.status === 403;
		if (afterRuns !== runs || isForbidden) continue;
		sandbox.faults.add({ side: 'braze', path, count, fault: what });
	}
}

async function play(given: History, guests: Guests): Promise<void> {
	const workflow = new Workflow(['linked']);
	let run: Envelope[] = [];
	let running: Array<Promise<unknown>> = [];
	let runs = 0;
	for (const { event, pause, then } of arrivalsOf(given.steps, guests)) {
		run.push(event);
		if (pause === null) continue;
		disturb(given, runs++);
		running.push(workflow.run(run));
		run = [];
		if (then === 'meanwhile') continue;
		await Promise.all(running);
		running = [];
		clock.pass(pause * 1_000);
		if (then !== 'restart') continue;
		// What Braze does not show yet is forgotten: the guide.
		clock.pass(60_000);
		forgetAllGuests();
	}
	await Promise.all(running);
	await workflow.run(run);
	sandbox.faults.clear();
	await settle(workflow, guests);
}

async function settle(workflow: Workflow, guests: Guests): Promise<void> {
	for (let times = 0; times < 4; times++) {
		clock.pass(AGAIN_MS + 60_000);
		const left = GUESTS.filter((who) => !guests.deleted.has(who));
		await workflow.run(left.map((who) => guests.visit(who, 9_000 + times * 60)));
	}
	clock.pass(AGAIN_MS);
}

/** Who is in a profile, by what the app, events and links have put there. */
function peopleIn({ attributes, user_aliases: aliases, events }: Profile): string[] {
	const { punchh_user_id: userId, app_user: appUser, first_name: first, email } = attributes;
	const names = [first, String(email ?? '').match(/^[a-z]+/)?.[0]].map((name) =>
		FIRST.findIndex((one) => one !== '' && one.toLowerCase() === String(name).toLowerCase()),
	);
	const who = [userId, appUser, ...names.filter((one) => one > 0)]
		.concat(aliases.map(({ alias_name: name }) => name))
		.concat(
			events.map(({ properties }) => String((properties as IDataObject).content_id).split('-')[0]),
		);
	return [...new Set(who.filter((one) => one !== undefined).map(String))];
}

test('no profile is two people’s, and the app’s profiles stay', async () => {
	await fc.assert(
		fc.asyncProperty(history, async (given) => {
			begin(clock, given.delays);
			const profiles = PEOPLE.map((who) => ({
				external_id: `CRM-${who}`,
				attributes: { ...person(who), app_user: String(who) },
			}));
			sandbox.braze.seed({ profiles });
			const guests = new Guests();
			await play(given, guests);
			const all = sandbox.braze.profiles;
			expect(all.map(peopleIn).filter(({ length }) => length > 1)).toEqual([]);
			const kept = PEOPLE.filter((who) => !guests.deleted.has(who)).map(String);
			expect(all.map(({ attributes }) => attributes.app_user)).toEqual(
				expect.arrayContaining(kept),
			);
		}),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(10, 1_000) },
	);
}, 3_600_000);
