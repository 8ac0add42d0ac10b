import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { fuzzRuns, fuzzSeed } from '../../../../harness/fuzz';
import { jumpingClock } from '../../../../harness/jumpingClock';
import type { Envelope } from '../../../../harness/punchhEvents';
import { AGAIN_MS, checkIn } from '../linked/linked.setup';
import { sandbox } from '../punchhEvents.setup';
import { begin, delays, guestsIn, Punchh, Workflow, type Change } from './passing.setup';

/** External IDs that pass from guest to guest, who are all linked, without a restart: what is left of it. */

const clock = jumpingClock();

const step = fc.record({
	who: fc.constantFrom(1, 2, 3),
	does: fc.constantFrom<Change['does']>(
		...(['takes', 'takes', 'takes', 'checks in', 'checks in', 'is deleted'] as const),
	),
	what: fc.constant<Change['what']>('external_source_id'),
	which: fc.constantFrom<Change['which']>(0, 1),
	/** How many steps later the event comes. */
	delay: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 8 })),
	/** Seconds until the next run begins, if this is the last of a run. */
	pause: fc.constantFrom(null, 0, 20, 60, 400),
});
type Step = typeof step extends fc.Arbitrary<infer Of> ? Of : never;

const history = fc.record({ steps: fc.array(step, { minLength: 4, maxLength: 30 }), delays });
type History = typeof history extends fc.Arbitrary<infer Of> ? Of : never;

/** The events in the order in which they come, with the steps that they tell. */
function arrivalsOf(steps: Step[], punchh: Punchh): Array<Step & { event: Envelope }> {
	return steps
		.flatMap((one, at) => {
			const event = punchh.take(one, at * 60);
			return event === undefined ? [] : [{ ...one, event, order: at + one.delay }];
		})
		.sort((one, other) => one.order - other.order);
}

/** @returns the guests of whom something is refused in the end */
async function play(steps: Step[], punchh: Punchh): Promise<Set<string>> {
	const workflow = new Workflow(['linked']);
	let run: Envelope[] = [];
	for (const { event, pause } of arrivalsOf(steps, punchh)) {
		run.push(event);
		if (pause === null) continue;
		await workflow.run(run);
		clock.pass(pause * 1_000);
		run = [];
	}
	await workflow.run(run);
	for (let times = 0; times < 4; times++) {
		clock.pass(AGAIN_MS + 60_000);
		await workflow.run(punchh.all().map((one) => visit(one, 9_000 + times * 60)));
	}
	clock.pass(AGAIN_MS);
	return workflow.refused;
}

const visit = (one: IDataObject, at: number): Envelope => ({
	...checkIn(one, at),
	content_id: `${String(one.user_id)}-${at}`,
});

/** The guests of all histories; what is refused says so, and is no part of this. */
const seen = { all: 0, refused: 0 };

async function expectEachOnce({ steps, delays: given }: History): Promise<void> {
	begin(clock, given);
	const punchh = new Punchh();
	const refused = await play(steps, punchh);
	const left = sandbox.braze.profiles.map(
		(one): Left => [[...guestsIn(one)].join(), one.external_id],
	);
	const wanted = punchh
		.all()
		.map(({ user_id: who, external_source_id: id }): Left => [String(who), id ?? undefined]);
	const settled = (all: Left[]) => all.filter(([who]) => !refused.has(who)).sort();
	expect(settled(left)).toEqual(settled(wanted));
	seen.all += wanted.length;
	seen.refused += refused.size;
}

/** The guest of a profile, and its external ID. */
type Left = [who: string, externalId: unknown];

test('in the end each guest is one profile, with the right external ID, and who was deleted is none', async () => {
	await fc.assert(fc.asyncProperty(history, expectEachOnce), {
		seed: fuzzSeed(),
		numRuns: fuzzRuns(5, 1_000),
	});
	process.stderr.write(`Guests of whom something is refused: ${seen.refused} of ${seen.all}\n`);
}, 3_600_000);
