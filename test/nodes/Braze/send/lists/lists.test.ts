import fc from 'fast-check';

import { judge } from '../../../../../nodes/Braze/send/judge';
import {
	asEndpoint,
	postList,
	type ListEndpoint,
	type ListEntry,
} from '../../../../../nodes/Braze/send/lists/endpoint';
import { kindOf, packLists } from '../../../../../nodes/Braze/send/lists/pack';
import { sendBatches, type SendRun } from '../../../../../nodes/Braze/send/sendBatches';
import { POLICY } from '../../../../../nodes/Braze/transport/policy';
import { jumpingClock } from '../../../../harness/jumpingClock';
import type { BrazeConnection } from '../../../../../nodes/Braze/transport/connect';
import type { Outcome } from '../../../../../nodes/shared/http/send';

const SEED = { seed: 20260314 };

jumpingClock();

const entry = (value: string, more: Partial<ListEntry> = {}): ListEntry => ({
	frame: {},
	list: 'ids',
	value,
	about: [],
	...more,
});

const endpoint = (more: Partial<ListEndpoint> = {}): ListEndpoint => ({
	permission: 'a.permission',
	repeatSafe: true,
	request: postList('/path'),
	...more,
});

const reply = (status: number, body: unknown): Outcome => ({
	kind: 'reply',
	status,
	headers: {},
	body,
});

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
				const batches = packLists(entries, ['emails']);
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

describe('sending', () => {
	/** Answers as a function of the values in a request, and remembers them. */
	const connect = (answer: (ids: string[], index: number) => Outcome) => {
		const asked: string[][] = [];
		const connection: BrazeConnection = {
			send: async ({ body }) => {
				const { ids } = JSON.parse(body!) as { ids: string[] };
				asked.push(ids);
				return answer(ids, asked.length - 1);
			},
		};
		return { connection, asked };
	};
	/** One request after another, so that what was asked has an order. */
	const send = async (
		connection: BrazeConnection,
		to: ListEndpoint,
		given: ListEntry[],
		more: Partial<SendRun<ListEntry>> = {},
	) =>
		await sendBatches(packLists(given, to.alone), {
			connection,
			endpoint: asEndpoint(to),
			settings: { ...POLICY.sending, lanes: 1 },
			...more,
		});
	const entries = (count: number) => Array.from({ length: count }, (_, id) => entry(String(id)));
	const kindsOf = async (
		answer: (ids: string[], index: number) => Outcome,
		given: ListEntry[],
		more: Partial<ListEndpoint> = {},
	) => {
		const { connection, asked } = connect(answer);
		const results = await send(connection, endpoint(more), given);
		return { asked, kinds: given.map((each) => results.get(each)!.kind), results };
	};

	test('whatever is bad, exactly that is rejected and everything else is taken once', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(fc.integer({ min: 0, max: 119 }), { maxLength: 12 }),
				async (bad) => {
					const taken: string[] = [];
					const isBad = (id: string) => bad.includes(Number(id));
					const { kinds } = await kindsOf((ids) => {
						if (ids.some(isBad)) return reply(400, { message: 'no' });
						taken.push(...ids);
						return reply(201, { message: 'success' });
					}, entries(120));
					expect(kinds).toEqual(
						entries(120).map(({ value }) => (isBad(value as string) ? 'rejected' : 'accepted')),
					);
					expect(taken.sort()).toEqual([...new Set(taken)].sort());
				},
			),
			{ ...SEED, numRuns: 200 },
		);
	});

	test.each([400, 413, 414, 422, 431])('a %s is looked into', async (status) => {
		const { kinds } = await kindsOf(
			(ids) =>
				ids.includes('2') ? reply(status, { message: 'x' }) : reply(200, { message: 'success' }),
			entries(4),
		);
		expect(kinds).toEqual(['accepted', 'accepted', 'rejected', 'accepted']);
	});

	test('the progress hears of each entry once, however often it was sent', async () => {
		const heard: boolean[] = [];
		const { connection } = connect((ids) =>
			ids.includes('60') ? reply(400, { message: 'x' }) : reply(201, { message: 'success' }),
		);
		await send(connection, endpoint(), entries(120), {
			progress: { count: (ok) => heard.push(ok) },
		});
		expect(heard).toEqual(entries(120).map(({ value }) => value !== '60'));
	});

	test('a refusal that names entries is sent again once, without them', async () => {
		const { asked, kinds } = await kindsOf((ids) => {
			const index = ids.indexOf('1');
			if (index < 0) return reply(201, { message: 'success' });
			return reply(400, { message: 'x', errors: [{ type: 'y', input_array: 'ids', index }] });
		}, entries(4));
		expect(asked).toEqual([
			['0', '1', '2', '3'],
			['0', '2', '3'],
		]);
		expect(kinds).toEqual(['accepted', 'rejected', 'accepted', 'accepted']);
	});

	test('where every request is refused, the search for a bad entry ends', async () => {
		const { asked, kinds } = await kindsOf(() => reply(400, { message: 'no' }), entries(500));
		expect(new Set(kinds)).toEqual(new Set(['rejected', 'failed']));
		// Ten requests, and the halves of 200.
		expect(asked.length).toBe(10 + 2 * 200);
	});

	test('a chunk of bad entries does not take the good ones of the next along', async () => {
		const isBad = (id: string) => Number(id) < 50 || id === '60';
		const { kinds } = await kindsOf(
			(ids) =>
				ids.some(isBad) ? reply(400, { message: 'no' }) : reply(201, { message: 'success' }),
			entries(100),
		);
		expect(kinds).toEqual(
			entries(100).map(({ value }) => (isBad(value as string) ? 'rejected' : 'accepted')),
		);
	});

	test.each([401, 403, 429])('after a %s nothing more is sent', async (status) => {
		const { asked, kinds } = await kindsOf(
			(_ids, index) => (index === 0 ? reply(201, { message: 'success' }) : reply(status, {})),
			entries(200),
		);
		expect(new Set(asked.map((ids) => ids[0]))).toEqual(new Set(['0', '50']));
		expect(kinds.slice(0, 50)).toEqual(Array(50).fill('accepted'));
		expect(kinds.slice(50)).toEqual(Array(150).fill('failed'));
	});

	test.each([
		[true, 2, 'accepted'],
		[false, 1, 'unknown'],
	])('after a 503, repeat-safe %s: %i tries', async (repeatSafe, tries, kind) => {
		const { asked, kinds } = await kindsOf(
			(_ids, index) => (index === 0 ? reply(503, '') : reply(201, { message: 'success' })),
			entries(1),
			{ repeatSafe },
		);
		expect(asked).toHaveLength(tries);
		expect(kinds).toEqual([kind]);
	});

	test('a 429 is waited out whatever the endpoint', async () => {
		const { asked, kinds } = await kindsOf(
			(_ids, index) => (index === 0 ? reply(429, '') : reply(201, { message: 'success' })),
			entries(1),
			{ repeatSafe: false },
		);
		expect(asked).toHaveLength(2);
		expect(kinds).toEqual(['accepted']);
	});

	test('when the user stops the execution, what is known stays and nothing more is sent', async () => {
		const stop = new AbortController();
		const { connection, asked } = connect((_ids, index) => {
			if (index === 1) stop.abort();
			return reply(201, { message: 'success' });
		});
		const given = entries(200);
		const results = await send(connection, endpoint(), given, { signal: stop.signal });
		expect(asked).toHaveLength(2);
		expect(given.map((each) => results.get(each)!.kind)).toEqual([
			...Array(100).fill('accepted'),
			...Array(100).fill('failed'),
		]);
	});

	test('an error of another kind leaves its request open, and the others known', async () => {
		const { kinds } = await kindsOf((_ids, index) => {
			if (index === 1) throw new Error('odd');
			return reply(201, { message: 'success' });
		}, entries(150));
		expect(kinds).toEqual([
			...Array(50).fill('accepted'),
			...Array(50).fill('unknown'),
			...Array(50).fill('accepted'),
		]);
	});
});
