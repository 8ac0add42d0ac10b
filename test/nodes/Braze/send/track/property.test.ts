import fc from 'fast-check';

import { itemsOfObjects, leakyAttributes } from '../../../../fixtures/trackObjects';
import { fuzzRuns, fuzzSeed } from '../../../../harness/fuzz';
import { judge, record, run, sandbox, startAnew } from './property.setup';

/** Cases of one property; each is a run of the node with up to sixty objects. */
const CASES = fuzzRuns(15, 5_000);

test('good and bad objects in any order: every verdict is what Braze did', async () => {
	await fc.assert(
		fc.asyncProperty(
			itemsOfObjects(12),
			fc.constantFrom<[string, 'combined' | 'perArray']>(
				['together', 'combined'],
				['each', 'perArray'],
				// A wrong guess about the plan: requests are refused as too long, and halved.
				['each', 'combined'],
			),
			async (items, [plan, limit]) => {
				startAnew();
				sandbox.braze.knobs.limit = limit;
				const told = await judge(items, { plan });
				const rows = record();
				for (const { tag } of items.flat()) {
					const { verdict, reason } = told.get(tag)!;
					const seen = rows.get(tag) ?? [];
					expect(seen.length).toBeLessThanOrEqual(1);
					if (verdict === 'accepted')
						expect(seen).toEqual([expect.objectContaining({ taken: true })]);
					else if (verdict === 'failed') expect(seen).toEqual([]);
					else {
						expect(verdict).toBe('rejected');
						// Either our own checks saw it, or Braze did, and then its words come first.
						const [inBraze] = seen;
						if (inBraze === undefined) continue;
						expect(inBraze.taken).toBe(false);
						expect(reason?.slice(0, inBraze.reason?.length)).toBe(inBraze.reason);
					}
				}
			},
		),
		{ seed: fuzzSeed(), numRuns: CASES },
	);
}, 300_000);

test('whatever Braze loses silently is reported with the item', async () => {
	let losses = 0;
	await fc.assert(
		fc.asyncProperty(leakyAttributes, async (objects) => {
			startAnew();
			const { items, errors } = await run(objects.map((object) => [object]));
			expect(errors).toEqual([]);
			for (const { index, reason } of sandbox.braze.drops) {
				losses++;
				const { object } = sandbox.braze.verdicts.find((verdict) => verdict.index === index)!;
				const { warnings } = items[Number((object as { _tag: string })._tag)].json;
				// The name of the attribute that was lost, in quotation marks.
				const [name] = reason.split(' ');
				expect(warnings ?? []).toContainEqual(expect.stringContaining(name));
			}
		}),
		{ seed: fuzzSeed(), numRuns: CASES },
	);
	expect(losses).toBeGreaterThan(CASES / 2);
}, 300_000);
