import fc from 'fast-check';
import { judge } from '../../../../../nodes/Braze/send/judge';
import { asEndpoint } from '../../../../../nodes/Braze/send/lists/endpoint';
import { kindOf, packLists } from '../../../../../nodes/Braze/send/lists/pack';
import type { Outcome } from '../../../../../nodes/shared/http/send';
import { SEED, endpoint, entry, reply } from './lists.setup';

describe('packLists', () => {
	const anyEntry = fc.record({
		frame: fc.constantFrom({}, { group: 1 }, { group: 2 }),
		list: fc.constantFrom('external_ids', 'emails'),
		value: fc.string(),
		about: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }),
	});

	test('loses nothing, mixes nothing, and keeps the order of what is about the same', () => {
		fc.assert(
			fc.property(fc.array(anyEntry, { maxLength: 300 }), (entries) => {
				const batches = packLists(entries, { alone: ['emails'] });
				const chunks = batches.map(({ units }) => units);
				expect(new Set(chunks.flat())).toEqual(new Set(entries));
				expect(chunks.flat()).toHaveLength(entries.length);
				const position = new Map(chunks.flatMap((one, at) => one.map((each) => [each, at])));
				const last = new Map<string, number>();
				for (const one of entries) {
					const at = position.get(one)!;
					for (const key of new Set(one.about)) {
						const before = last.get(key);
						expect(at).toBeGreaterThan(before ?? -1);
						if (before !== undefined) expect(batches[at].after).toContain(batches[before]);
						last.set(key, at);
					}
				}
				batches.forEach(({ after }, at) => {
					for (const one of after) expect(batches.indexOf(one)).toBeLessThan(at);
				});
				for (const one of chunks) {
					expect(new Set(one.map(kindOf)).size).toBe(1);
					expect(one.length).toBeLessThanOrEqual(one[0].list === 'emails' ? 1 : 50);
				}
			}),
			{ ...SEED, numRuns: 300 },
		);
	});

	test('needs no more requests than there must be', () => {
		const entries = Array.from({ length: 1_000 }, (_, index) =>
			entry(String(index), { frame: { group: index % 3 }, about: [String(index)] }),
		);
		expect(packLists(entries)).toHaveLength(3 * Math.ceil(1_000 / 3 / 50));
	});
});

describe('judge', () => {
	const chunkOf = [entry('a'), entry('b'), entry('c')];
	const kinds = (outcome: Outcome) => {
		const verdicts = judge(asEndpoint(endpoint()), chunkOf, outcome);
		return chunkOf.map((one) => verdicts.get(one)!.kind);
	};

	test.each<[string, Outcome, string[]]>([
		['success', reply(201, { message: 'success' }), ['accepted', 'accepted', 'accepted']],
		['no message', reply(200, { deleted: 3 }), ['accepted', 'accepted', 'accepted']],
		['another message', reply(200, { message: 'queued?' }), ['unknown', 'unknown', 'unknown']],
		['a page', reply(200, '<html>'), ['unknown', 'unknown', 'unknown']],
		['an empty body', reply(200, ''), ['unknown', 'unknown', 'unknown']],
		[
			'an error with array and index',
			reply(201, { message: 'success', errors: [{ type: 'x', input_array: 'ids', index: 1 }] }),
			['accepted', 'rejected', 'accepted'],
		],
		[
			'an error of an array that was not sent',
			reply(201, { message: 'success', errors: [{ type: 'x', input_array: 'others', index: 1 }] }),
			['unknown', 'unknown', 'unknown'],
		],
		[
			'an index out of range beside a good one',
			reply(201, {
				message: 'success',
				errors: [
					{ type: 'x', input_array: 'ids', index: 0 },
					{ type: 'y', input_array: 'ids', index: 3 },
				],
			}),
			['rejected', 'unknown', 'unknown'],
		],
		[
			'an error as text',
			reply(201, { message: 'success', errors: ['x'] }),
			['unknown', 'unknown', 'unknown'],
		],
		['a refusal', reply(400, { message: 'x' }), ['failed', 'failed', 'failed']],
		['a 408', reply(408, ''), ['unknown', 'unknown', 'unknown']],
		['a 500', reply(500, '<html>'), ['unknown', 'unknown', 'unknown']],
		[
			'no answer',
			{ kind: 'fault', code: 'ECONNRESET', sent: true },
			['unknown', 'unknown', 'unknown'],
		],
		[
			'never sent',
			{ kind: 'fault', code: 'ECONNREFUSED', sent: false },
			['failed', 'failed', 'failed'],
		],
	])('%s', (_what, outcome, expected) => {
		expect(kinds(outcome)).toEqual(expected);
	});

	test('several errors of one entry are all told', () => {
		const errors = ['x', 'y'].map((type) => ({ type, input_array: 'ids', index: 2 }));
		const outcome = reply(400, { message: 'all bad', errors });
		expect(judge(asEndpoint(endpoint()), chunkOf, outcome).get(chunkOf[2])).toEqual({
			kind: 'rejected',
			reason: 'x; y',
		});
	});
});
