import { prepare, serialise } from '../../nodes/Braze/track/prepare';
import { sendObjects } from '../../nodes/Braze/track/sending';
import type { BrazeConnection } from '../../nodes/Braze/transport/brazeRequest';

const SETTINGS = {
	plan: 'together',
	concurrency: 1,
	requestsPerSecond: 0,
	retry: { attempts: 1, longestWaitMs: 0 },
	repeatUnsafe: false,
} as const;

afterEach(() => jest.restoreAllMocks());

test('a long run says in the log how far it is, and how it ended', async () => {
	let now = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	const said: string[] = [];
	const connection = {
		post: async () => {
			// Every request takes six seconds of this test's clock.
			now += 6_000;
			return { kind: 'reply', status: 201, headers: {}, body: { message: 'success' } };
		},
	} as unknown as BrazeConnection;
	const objects = Array.from({ length: 75 * 5 }, (_, id) => {
		const body = { external_id: String(id), name: 'visited' };
		return prepare({ array: 'events', body }, serialise(body));
	});
	const logger = { info: (text: string) => void said.push(text) };
	await sendObjects(objects, { connection, settings: SETTINGS, signal: undefined, logger });
	expect(said).toEqual([
		'Braze: Track: 76 of 375 objects done, 0 of them failed',
		'Braze: Track: 226 of 375 objects done, 0 of them failed',
		'Braze: Track: 375 of 375 objects done, 0 of them failed',
	]);
});

test('a Braze that has not answered for 20 requests in a row is asked no more', async () => {
	let asked = 0;
	const connection = {
		post: async () => {
			asked++;
			return { kind: 'reply', status: 503, headers: {}, body: '<html>' };
		},
	} as unknown as BrazeConnection;
	const objects = Array.from({ length: 75 * 30 }, (_, id) => {
		const body = { external_id: String(id), name: 'visited' };
		return prepare({ array: 'events', body }, serialise(body));
	});
	const logger = { info: () => {} };
	await sendObjects(objects, { connection, settings: SETTINGS, signal: undefined, logger });
	expect(asked).toBe(20);
	expect(objects.map(({ verdict }) => verdict?.kind)).toEqual([
		...Array(75 * 20).fill('unknown'),
		...Array(75 * 10).fill('failed'),
	]);
	expect(objects.at(-1)?.verdict).toEqual({
		kind: 'failed',
		reason: 'It was not sent, because Braze has not answered for many requests in a row',
		hint: 'Send it again later',
	});
});
