import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Profile } from '../../../../../sandbox/braze/api/state';
import { fuzzRuns, fuzzSeed } from '../../../../harness/fuzz';
import { jumpingClock } from '../../../../harness/jumpingClock';
import type { Envelope } from '../../../../harness/punchhEvents';
import { AGAIN_MS, CHANGED_ID, checkIn, guest, onUser } from '../linked/linked.setup';
import { sandbox } from '../punchhEvents.setup';
import { begin, delays, Workflow } from './passing.setup';

/**
 * Lists that link guests, of whom nothing is recorded yet, with whichever external ID, and say nothing of the
 * person: the first events show who it is. No profile gets anything of two people.
 */

const clock = jumpingClock();

const PEOPLE = [1, 2, 3];
const [FIRST, LAST] = [
	['', 'Mara', 'Ben', 'Cem'],
	['', 'Lindqvist', 'Okafor', 'Yildiz'],
];
const person = (who: number, address: number | '' = '') => ({
	first_name: FIRST[who],
	last_name: LAST[who],
	email: `${FIRST[who].toLowerCase()}${address}@example.com`,
});
const idOf = (who: number) => `CRM-${who}`;

const step = fc.record({
	who: fc.constantFrom(...PEOPLE),
	does: fc.constantFrom(
		...(['is listed', 'is listed', 'signs up in the app', 'checks in', 'checks in'] as const),
		...(['has a new address', 'is told the ID', 'is deleted'] as const),
	),
	/** Whose external ID the list has. */
	of: fc.constantFrom(...PEOPLE),
	pause: fc.constantFrom(0, 20, 60, 400),
});
type Step = typeof step extends fc.Arbitrary<infer Of> ? Of : never;
const history = fc.record({
	/** Of whom the app has a profile in the beginning. */
	inApp: fc.subarray(PEOPLE),
	steps: fc.array(step, { minLength: 3, maxLength: 16 }),
	delays,
});

/** What is played, and what Punchh and the app have of each person. */
class Play {
	private readonly workflow = new Workflow(['linked']);

	private readonly seen = new Set<number>();

	private readonly deleted = new Set<number>();

	private readonly inApp: Set<number>;

	constructor(inApp: number[]) {
		this.inApp = new Set(inApp);
		for (const who of inApp) this.makeInApp(who);
	}

	private makeInApp(who: number): void {
		const attributes = { ...person(who), app_user: String(who) };
		sandbox.braze.seed({ profiles: [{ external_id: idOf(who), attributes }] });
	}

	async take({ who, does, of, pause }: Step, at: number): Promise<void> {
		if (this.deleted.has(who)) return;
		if (does === 'is listed') await this.list(who, of);
		else if (does === 'signs up in the app') this.signUp(who);
		else await this.workflow.run([this.eventOf(who, does, at)]);
		clock.pass(pause * 1_000);
	}

	private async list(who: number, of: number): Promise<void> {
		if (this.seen.has(who)) return;
		await onUser('linkPunchhGuest', { punchh_user_id: String(who), external_id: idOf(of) });
	}

	/** Once Braze shows what was recorded, an app makes a profile of its own, unless Braze has one under the ID, which it takes for the person's. */
	private signUp(who: number): void {
		clock.pass(60_000);
		const isThere = sandbox.braze.profiles.some(({ external_id: id }) => id === idOf(who));
		if (this.inApp.has(who) || isThere) return;
		this.inApp.add(who);
		this.makeInApp(who);
	}

	private eventOf(who: number, does: Step['does'], at: number): Envelope {
		this.seen.add(who);
		if (does === 'is deleted') this.deleted.add(who);
		const user: IDataObject = {
			...{ user_id: who, phone: null, ...person(who, does === 'has a new address' ? at : '') },
			external_source_id: does === 'is told the ID' ? idOf(who) : null,
		};
		const event =
			does === 'checks in'
				? checkIn(user, at)
				: guest({ ...user, previous_changes: [...CHANGED_ID, 'email'] }, at);
		const now = { ...event, content_id: `${who}-${at}`, timestamp: clock.nowMs() };
		return does === 'is deleted' ? { ...now, action: 'delete' } : now;
	}

	async settle(): Promise<void> {
		for (let times = 0; times < 3; times++) {
			clock.pass(AGAIN_MS + 60_000);
			const left = PEOPLE.filter((who) => !this.deleted.has(who) && this.seen.has(who));
			await this.workflow.run(left.map((who) => this.eventOf(who, 'checks in', 900 + times)));
		}
	}
}

/** Of whom something is in a profile: what the list has put there, which names nobody, does not count. */
function peopleIn({ attributes, events }: Profile): string[] {
	const { app_user: appUser, first_name: first, email } = attributes;
	const names = [first, String(email ?? '').match(/^[a-z]+/)?.[0]].map((name) =>
		FIRST.findIndex((one) => one !== '' && one.toLowerCase() === String(name).toLowerCase()),
	);
	const told = events.map(({ properties }) => (properties as IDataObject).content_id);
	const who = [appUser, ...names.filter((one) => one > 0)].concat(
		told.map((id) => String(id).split('-')[0]),
	);
	return [...new Set(who.filter((one) => one !== undefined).map(String))];
}

test('no profile has anything of two people', async () => {
	await fc.assert(
		fc.asyncProperty(history, async ({ inApp, steps, delays: given }) => {
			begin(clock, given);
			const play = new Play(inApp);
			for (const [at, one] of steps.entries()) await play.take(one, at);
			await play.settle();
			const all = sandbox.braze.profiles.map(peopleIn);
			expect(all.filter(({ length }) => length > 1)).toEqual([]);
		}),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(10, 1_000) },
	);
}, 3_600_000);
