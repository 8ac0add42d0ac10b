import fc from 'fast-check';
import {
	asEndpoint,
	type ListEndpoint,
	type ListEntry,
} from '../../../../../nodes/Braze/send/lists/endpoint';
import { packLists } from '../../../../../nodes/Braze/send/lists/pack';
import { RunWide } from '../../../../../nodes/Braze/send/runWide';
import { sendBatches, type SendRun } from '../../../../../nodes/Braze/send/sendBatches';
import { POLICY } from '../../../../../nodes/Braze/transport/policy';
import type { BrazeConnection } from '../../../../../nodes/Braze/transport/connect';
import type { Outcome } from '../../../../../nodes/shared/http/send';
import { nowMs } from '../../../../../nodes/shared/time';
import { SEED, endpoint, entry, reply } from './lists.setup';

describe('sending', () => {
	/** Answers as a function of the values in a request, and remembers them. */
	const connect = (answer: (ids: string[], index: number) => Outcome) => {
		const asked: string[][] = [];
		const connection: BrazeConnection = {
			id: 'test',
			nowMs,
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
		await sendBatches(packLists(given, to), {
			workspace: { connection, runWide: new RunWide() },
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
