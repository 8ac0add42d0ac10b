import fc from 'fast-check';

import { fuzzRuns, fuzzSeed } from '../../../../harness/fuzz';
import { jumpingClock } from '../../../../harness/jumpingClock';
import type { Envelope } from '../../../../harness/punchhEvents';
import { sandbox } from '../punchhEvents.setup';
import {
	begin,
	delays,
	expectNobodysOther,
	expectNothingLost,
	fault,
	Punchh,
	Workflow,
	type Change,
} from './passing.setup';

/** Addresses, numbers and external IDs that pass from guest to guest, among workflows with other choices. */

const clock = jumpingClock();

/** How the workflows of a brand identify guests. */
const WORKFLOWS = [
	['linked'],
	['linked', 'email'],
	['external_id'],
	['email'],
	['email', 'external_id'],
	['external_id', 'email'],
	['user_alias', 'email'],
];

/** What happens to one of two guests in Punchh, where no two have the same of anything; and how late it comes. */
const step = fc.record({
	who: fc.constantFrom(1, 2),
	does: fc.constantFrom<Change['does']>(
		...(['takes', 'takes', 'takes', 'gives up', 'checks in', 'checks in', 'is deleted'] as const),
	),
	what: fc.constantFrom<Change['what']>('external_source_id', 'email', 'email'),
	which: fc.constantFrom<Change['which']>(0, 1),
	delay: fc.oneof(
		{ arbitrary: fc.constant(0), weight: 3 },
		{ arbitrary: fc.integer({ min: 1, max: 12 }), weight: 1 },
	),
	/** Of the workflows of this history, that which gets the event. */
	workflow: fc.constantFrom(0, 0, 1),
	/** Seconds until the next run begins, if this is the last of a run. */
	pause: fc.constantFrom(null, 0, 20, 60, 200, 400, 400),
	/** Whether the next run begins while this one goes on. */
	isMeanwhile: fc.constantFrom(false, false, false, true),
});
type Step = typeof step extends fc.Arbitrary<infer Of> ? Of : never;

const history = fc.record({
	workflows: fc.tuple(fc.constantFrom(...WORKFLOWS), fc.constantFrom(...WORKFLOWS)),
	steps: fc.array(step, { minLength: 4, maxLength: 30 }),
	delays,
	/** Requests that fail, or of which the answer is lost. */
	troubles: fc.array(
		fc.record({
			path: fc.constantFrom(
				...['/users/track', '/users/track', '/users/identify', '/users/merge', '/users/delete'],
				...['/users/alias/new', '/users/export/ids'],
			),
			count: fc.integer({ min: 1, max: 6 }),
			run: fc.integer({ min: 0, max: 8 }),
			fault,
		}),
		{ maxLength: 3 },
	),
});
type History = typeof history extends fc.Arbitrary<infer Of> ? Of : never;

interface Run extends Pick<Step, 'isMeanwhile'> {
	/** The events of each workflow. */
	events: [Envelope[], Envelope[]];
	pause: number;
	/** Whether it deletes a guest. */
	isDeletion: boolean;
}

/** The events in the order in which they come, divided into runs. */
function runsOf({ steps }: History, punchh: Punchh): Run[] {
	const told = steps.flatMap((one, at) => {
		const event = punchh.take(one, at * 60);
		if (event === undefined) return [];
		return [{ ...one, order: at + one.delay, event }];
	});
	const runs = [emptyRun()];
	for (const one of told.sort((first, second) => first.order - second.order)) {
		const isDeletion = one.event.action === 'delete';
		if (isDeletion) runs.push({ ...emptyRun(), isDeletion });
		const run = runs.at(-1)!;
		run.events[one.workflow].push(one.event);
		if (one.pause === null && !isDeletion) continue;
		Object.assign(run, { pause: one.pause ?? 0, isMeanwhile: one.isMeanwhile && !isDeletion });
		runs.push(emptyRun());
	}
	return runs;
}

const emptyRun = (): Run => ({
	events: [[], []],
	pause: 0,
	isMeanwhile: false,
	isDeletion: false,
});

async function play(given: History): Promise<void> {
	begin(clock, given.delays);
	const punchh = new Punchh();
	const workflows = given.workflows.map((choices) => new Workflow(choices));
	let running: Array<Promise<void>> = [];
	for (const [number, { events, pause, isMeanwhile, isDeletion }] of runsOf(
		given,
		punchh,
	).entries()) {
		const isAlone = isDeletion || workflows.some((one) => one.isDeleting);
		if (isAlone) await Promise.all(running);
		for (const { run, ...trouble } of given.troubles) {
			if (run === number) sandbox.faults.add({ side: 'braze', ...trouble });
		}
		for (const [index, one] of workflows.entries()) {
			const run = one.run(events[index]);
			running.push(run);
			if (isAlone) await run;
		}
		if (isMeanwhile && !isAlone) continue;
		await Promise.all(running);
		running = [];
		sandbox.faults.clear();
		clock.pass(pause * 1_000);
	}
	await Promise.all(running);
	clock.pass(400_000);
	const accepted = workflows.flatMap((one) => one.accepted);
	expectNothingLost(accepted, punchh.deleted);
}

test('whatever passes from guest to guest, no profile has something of two, and nothing is lost', async () => {
	await fc.assert(
		fc.asyncProperty(history, async (given) => {
			await play(given);
			expectNobodysOther();
		}),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(5, 1_000) },
	);
}, 3_600_000);
