import fc from 'fast-check';

import { planSteps, type Turn } from '../../../../../nodes/Braze/punchhEvents/run/steps';
import { fuzzRuns, fuzzSeed } from '../../../../harness/fuzz';

/** Turns of few guests, so that they meet often; `undefined` is an item without a guest. */
const turns = fc
	.array(fc.record({ guest: fc.constantFrom('a', 'b', undefined), deletes: fc.boolean() }), {
		maxLength: 20,
	})
	.map((given) =>
		given.map(({ guest, deletes }, item): Turn<number> => {
			return { item, guest, deletes: deletes && guest !== undefined };
		}),
	);

/** What each guest's profile holds in the end: the items since it was deleted last. */
class Profiles {
	readonly held = new Map<string | undefined, number[]>();

	record({ item, guest }: Turn<number>): void {
		this.held.set(guest, [...(this.held.get(guest) ?? []), item]);
	}

	delete(guest: string | undefined): void {
		this.held.delete(guest);
	}
}

test('profiles end as if every item had been worked through in its turn', () => {
	fc.assert(
		fc.property(turns, (given) => {
			const inTurn = new Profiles();
			for (const turn of given) {
				if (turn.deletes) inTurn.delete(turn.guest);
				else inTurn.record(turn);
			}
			const planned = new Profiles();
			const { steps, superseded } = planSteps(given);
			for (const step of steps) {
				for (const item of step.record) {
					if (!superseded.has(item)) planned.record(given[item]);
				}
				for (const guest of step.delete.keys()) {
					// Whoever is deleted has nothing that was sent a moment before.
					expect(planned.held.get(guest)).toBeUndefined();
					planned.delete(guest);
				}
			}
			expect(planned.held).toEqual(inTurn.held);

			const placed = steps.flatMap((step) => [...step.record, ...[...step.delete.values()].flat()]);
			expect(placed.sort((one, other) => one - other)).toEqual(given.map((_, index) => index));
		}),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(500, 50_000) },
	);
});

test('a run is divided only where a guest comes back', () => {
	const turn = (item: number, guest: string, deletes = false) => ({
		item,
		guest,
		deletes,
	});
	const given = [turn(0, 'a'), turn(1, 'b', true), turn(2, 'c'), turn(3, 'b', true)];
	expect(planSteps(given).steps).toEqual([{ record: [0, 2], delete: new Map([['b', [1, 3]]]) }]);
	expect(planSteps([...given, turn(4, 'b')]).steps).toHaveLength(2);
});
