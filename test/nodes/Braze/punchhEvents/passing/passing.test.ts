import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import type { Profile } from '../../../../../sandbox/braze/api/state';
import { fuzzRuns, fuzzSeed } from '../../../../harness/fuzz';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials, type Envelope } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { CHANGED_ID, checkIn, elsewhere, guest } from '../linked/linked.setup';
import { sandbox } from '../punchhEvents.setup';
import { begin, delays, expectNothingLost, fault, guestsIn as writtenIn } from './passing.setup';

const clock = jumpingClock();

/** What happens to one of three guests, who draw from four external IDs; and how late it comes. */
interface Step {
	who: 1 | 2 | 3;
	/** Takes an external ID that is free in Punchh, checks in, is deleted, or opens the app, which writes to Braze. */
	does: 'takes' | 'checks in' | 'checks in with ID' | 'is deleted' | 'opens the app';
	id: 0 | 1 | 2 | 3;
	delay: number;
	/** Seconds until the next run begins, if this is the last of a run. */
	pause: number | null;
	/** What comes after that run: a restart of n8n, or the next run begins while this one goes on. */
	then: 'restart' | 'meanwhile' | null;
}

const step: fc.Arbitrary<Step> = fc.record({
	who: fc.constantFrom(1, 2, 3),
	does: fc.constantFrom(
		...(['takes', 'takes', 'checks in', 'checks in with ID', 'is deleted'] as const),
		'opens the app',
	),
	id: fc.constantFrom(0, 1, 2, 3),
	delay: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 })),
	pause: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 60 }), fc.constant(400)),
	then: fc.constantFrom(null, null, null, 'restart', 'meanwhile'),
});

const history = fc.record({
	steps: fc.array(step, { minLength: 4, maxLength: 30 }),
	delays,
	/** Requests that fail, or of which the answer is lost. */
	troubles: fc.array(
		fc.record({
			path: fc.constantFrom(
				'/users/identify',
				'/users/merge',
				'/users/alias/new',
				'/users/track',
				'/users/export/ids',
				'/users/delete',
			),
			count: fc.integer({ min: 1, max: 6 }),
			fault,
			afterRuns: fc.integer({ min: 1, max: 6 }),
		}),
		{ maxLength: 2 },
	),
});

type History = typeof history extends fc.Arbitrary<infer Of> ? Of : never;

interface Run extends Pick<Step, 'then'> {
	events: Envelope[];
	/** Who opens the app before the run, and with which external ID. */
	apps: Array<{ who: number; externalId: string }>;
	pause: number;
}

/** An event, or a call of the app. */
type Arrival = Pick<Step, 'pause' | 'then'> & { order: number } & (
		| { event: Envelope }
		| { app: Run['apps'][number] }
	);

const emptyRun = (): Run => ({ events: [], apps: [], pause: 0, then: null });

/** The events in the order in which they come, divided into runs. In Punchh an ID is one guest's. */
function runsOf({ steps }: History): Run[] {
	const has = new Map<number, string>();
	const all = steps.flatMap(({ who, does, id, delay, pause, then }, at): Arrival[] => {
		const user = { user_id: who, email: `guest-${who}@example.com`, phone: null };
		const external = `CRM-${id}`;
		if (does === 'takes') {
			if ([...has.values()].includes(external)) return [];
			has.set(who, external);
		}
		const own = has.get(who) ?? null;
		const turn = { order: at, pause, then };
		if (does === 'opens the app') {
			return own === null ? [] : [{ ...turn, app: { who, externalId: own } }];
		}
		const changes = { ...user, external_source_id: own, first_name: `Guest ${who}` };
		const event =
			does === 'takes'
				? guest({ ...changes, previous_changes: [...CHANGED_ID, 'first_name'] }, at)
				: does === 'is deleted'
					? { ...guest(changes, at), action: 'delete' }
					: checkIn({ ...user, external_source_id: does === 'checks in' ? null : own }, at);
		if (does === 'is deleted') has.delete(who);
		event.content_id = `${who}-${at}`;
		return [{ ...turn, event, order: at + delay }];
	});
	const runs = [emptyRun()];
	for (const { pause, then, ...one } of all.sort((one, other) => one.order - other.order)) {
		if ('app' in one) runs.at(-1)!.apps.push(one.app);
		else runs.at(-1)!.events.push(one.event);
		if (pause === null) continue;
		Object.assign(runs.at(-1)!, { pause, then });
		runs.push(emptyRun());
	}
	return runs.filter(({ events, apps }) => events.length + apps.length > 0);
}

/** What Braze has not recorded, which is sent again with the next run. */
let again: Envelope[] = [];

/** The outputs of what Braze has accepted, and who was deleted. */
let accepted: IDataObject[] = [];
const deleted = new Set<unknown>();

/** When the last run ended that had an event of each guest, or heard of an external ID: in milliseconds. */
const told = new Map<string, number>();

async function track(given: Envelope[]): Promise<void> {
	const items = [...again, ...given];
	again = [];
	if (items.length === 0) return;
	const { items: done, errors } = await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: {
			resource: 'punchhEvent',
			operation: 'track',
			preset: 'recommended',
			options: { passOnDeletions: true },
		},
		items,
		onError: 'continueErrorOutput',
	});
	accepted.push(...done.map(({ json }) => json));
	for (const { pairedItem, json } of errors) {
		const item = items[(pairedItem as { item: number }).item];
		// A deletion that Braze may have carried out is not to be sent again: the guide.
		if (item.action !== 'delete' || (json.details as IDataObject).verdict !== 'unknown')
			again.push(item);
	}
	const whoOf = ({ payload }: Envelope) => (payload.user ?? payload) as IDataObject;
	for (const item of items) {
		const { user_id: who, external_source_id: id } = whoOf(item);
		told.set(`${String(who)} ${String(id)}`, clock.nowMs());
	}
	// Who is deleted does not open the app before the next run tells of the guest again: Braze may delete
	// what this run has recorded besides.
	for (const item of items.filter(({ action }) => action === 'delete')) {
		const { user_id: who } = whoOf(item);
		deleted.add(who);
		for (const key of [...told.keys()]) if (key.startsWith(`${String(who)} `)) told.delete(key);
	}
}

/**
 * The app makes or changes the profile of a guest whose external ID Punchh has told, but not within the
 * minute in which another guest is recorded under it, nor where that one's profile still is.
 */
async function open({ who, externalId }: Run['apps'][number]): Promise<void> {
	const isKnown = told.has(`${who} ${externalId}`) && again.length === 0;
	const others = [...told].filter(([key]) => !key.startsWith(`${who} `));
	const isJust = others.some(([, atMs]) => clock.nowMs() - atMs < 90_000);
	const profile = sandbox.braze.profiles.find(({ external_id: id }) => id === externalId);
	const isOthers = profile !== undefined && [...guestsIn(profile)].some((one) => one !== `${who}`);
	if (!isKnown || isJust || isOthers || sandbox.braze.effects.size > 0) return;
	// What Braze does late, after the guest was deleted, would be the app's mistake.
	const { effectDelayMs } = sandbox.braze.knobs;
	sandbox.braze.knobs.effectDelayMs = {};
	await elsewhere('/users/track', {
		attributes: [{ external_id: externalId, app_user: String(who) }],
	});
	sandbox.braze.knobs.effectDelayMs = effectDelayMs;
}

async function play(given: History): Promise<void> {
	begin(clock, given.delays);
	again = [];
	accepted = [];
	deleted.clear();
	told.clear();
	let running: Array<Promise<unknown>> = [];
	const runs = runsOf(given);
	const isRestarted = runs.some(({ then }) => then === 'restart');
	for (const [number, { events, apps, pause, then }] of runs.entries()) {
		// What an execution records of a guest whom another one is deleting is the guide's after a restart:
		// only the process that did both knows that the external ID is not free.
		const isDeletion = events.some(({ action }) => action === 'delete');
		const isAlone = (isRestarted && isDeletion) || apps.length > 0;
		if (isAlone) await Promise.all(running);
		// What is to be refused is not the app's.
		if (apps.length > 0) sandbox.faults.clear();
		for (const app of apps) await open(app);
		for (const { path, count, afterRuns, fault } of given.troubles) {
			// A key that may not look up is the guide's.
			if (path === '/users/export/ids' && 'status' in fault && fault.status === 403) continue;
			if (afterRuns === number) sandbox.faults.add({ side: 'braze', path, count, fault });
		}
		running.push(track(events));
		if (then === 'meanwhile' && !isAlone) continue;
		await Promise.all(running);
		running = [];
		if (then === 'restart') {
			// What two guests tell within the minute around a restart is the guide's: Braze does not show it yet.
			clock.pass(60_000);
			forgetAllGuests();
		}
		clock.pass(pause * 1_000);
	}
	await Promise.all(running);
	clock.pass(400_000);
}

/** The guests of whom a profile has something, also what the app has written, and whose address it has. */
function guestsIn(profile: Profile): Set<string> {
	const { app_user: ofApp, email } = profile.attributes;
	return new Set([
		...writtenIn(profile),
		...(ofApp === undefined ? [] : [String(ofApp)]),
		...(email === undefined ? [] : [String(email).slice(6, 7)]),
	]);
}

test('whichever external IDs pass from guest to guest, no profile has something of two, and nothing is lost', async () => {
	await fc.assert(
		fc.asyncProperty(history, async (given) => {
			await play(given);
			expectNothingLost(accepted, deleted);
			for (const profile of sandbox.braze.profiles) {
				expect(guestsIn(profile).size).toBeLessThanOrEqual(1);
			}
		}),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(5, 1_000) },
	);
}, 3_600_000);
