import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { stringify } from 'flatted';
import { LoggerProxy, type IDataObject } from 'n8n-workflow';

import { runNode, type NodeRun } from '../../../../harness/runNode';

/** How a server answers one request; undefined keeps the caller waiting. */
type Answer = (
	request: { number: number; body: Record<string, IDataObject[]> },
	response: ServerResponse,
) => void;

let server: Server;
let customUrl: string;
/** When each request came in, in milliseconds since 1970, and what it held. */
let arrivals: Array<{ at: number; body: Record<string, IDataObject[]> }>;

/** A Braze whose every answer a test decides. */
async function serve(answer: Answer): Promise<void> {
	arrivals = [];
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, IDataObject[]>;
			arrivals.push({ at: Date.now(), body });
			answer({ number: arrivals.length, body }, response);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	customUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
	server.closeAllConnections();
	server.close();
});

function reply(response: ServerResponse, status: number, body: object, headers = {}): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
}
const SUCCESS = { message: 'success' };

const event = (user: string | number) => ({
	external_id: String(user),
	name: 'visited',
	time: '2026-03-14T16:20:11Z',
});

const BAD_EVENT_REFUSED = {
	message: 'success',
	errors: [{ type: "'name' is required", input_array: 'events', index: 0 }],
};

describe("n8n's Retry On Fail", () => {
	test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'would send accepted objects again, so nothing is sent: %s',
		async (onError) => {
			await serve((_, response) => reply(response, 201, BAD_EVENT_REFUSED));
			const items = [{ events: [event(1), event(2)] }];
			const {
				error,
				items: through,
				errors,
			} = await track(
				items,
				{},
				{
					onError,
					retryOnFail: true,
				},
			);
			expect(arrivals).toEqual([]);
			const texts = [error?.message, ...[...through, ...errors].map(({ json }) => json.error)];
			expect(texts.filter(Boolean)).toEqual([
				expect.stringMatching(/^Nothing was sent: 'Retry On Fail'/),
			]);
		},
	);
});

async function track(items: IDataObject[], options: IDataObject = {}, more: Partial<NodeRun> = {}) {
	return await runNode({
		node: 'braze',
		credentials: { brazeApi: { instance: 'custom', customUrl, apiKey: 'a-key-of-the-test' } },
		parameters: {
			resource: 'user',
			operation: 'track',
			specifyObjects: 'json',
			objects: '={{ $json }}',
			options: options as never,
		},
		items,
		onError: 'continueErrorOutput',
		...more,
	});
}
const users = (count: number) =>
	Array.from({ length: count }, (_, id) => ({ events: [event(id)] }));
const verdicts = (result: Awaited<ReturnType<typeof track>>) =>
	[...result.items, ...result.errors].map(
		({ json }) => json.verdict ?? (json.details as IDataObject).verdict,
	);

test('after a 429 nothing is begun until the wait is over, whoever met it', async () => {
	let refusedAt = 0;
	await serve(({ number }, response) => {
		if (number === 5) {
			refusedAt = Date.now();
			reply(response, 429, {}, { 'x-ratelimit-retry-after': '1' });
		} else if (number <= 9) {
			// The other seven are under way; they end while the wait goes on.
			setTimeout(() => reply(response, 201, SUCCESS), 200);
		} else {
			reply(response, 201, SUCCESS);
		}
	});
	const result = await track(users(75 * 20), { concurrency: 8 });
	expect(new Set(verdicts(result))).toEqual(new Set(['accepted']));
	const later = arrivals.slice(9);
	expect(later).toHaveLength(12);
	// A little less than a second: timers may be early by a millisecond or two.
	for (const { at } of later) expect(at - refusedAt).toBeGreaterThan(950);
});

test('a Braze that only says 429 is asked a few times, at growing intervals, and then no more', async () => {
	await serve((_request, response) => reply(response, 429, { message: 'Rate Limited' }));
	const result = await track(users(75 * 20), { longestWait: 5, attempts: 20 });
	expect(new Set(verdicts(result))).toEqual(new Set(['failed']));
	expect(result.errors[1_499].json.error).toContain('Rate Limited');
	// At 0, 1, 2 and 4 seconds; fewer where timers are late.
	expect(arrivals.length).toBeGreaterThan(1);
	expect(arrivals.length).toBeLessThanOrEqual(4);
});

test('waits for the rate limit use up no tries, and what gets through renews the patience', async () => {
	await serve(({ number }, response) => {
		// Every second one is refused; together they last longer than the patience.
		if (number % 2 === 1) reply(response, 429, {}, { 'x-ratelimit-retry-after': '1' });
		else reply(response, 201, SUCCESS);
	});
	const result = await track(users(75 * 3), { longestWait: 2, attempts: 1, concurrency: 1 });
	expect(new Set(verdicts(result))).toEqual(new Set(['accepted']));
	expect(arrivals).toHaveLength(6);
});

test('when nothing is answered the rest is kept back instead of becoming unknown', async () => {
	await serve((_request, response) => response.destroy());
	const result = await track(users(75 * 60), { concurrency: 8 });
	expect(arrivals.length).toBeLessThanOrEqual(20 + 8);
	const told = verdicts(result);
	expect(told.filter((verdict) => verdict === 'unknown')).toHaveLength(75 * arrivals.length);
	expect(told.filter((verdict) => verdict === 'failed')).toHaveLength(75 * (60 - arrivals.length));
	expect(result.errors.at(-1)!.json.error).toMatch(/not sent, because Braze has not answered/);
});

test("one user's objects are never in two requests at a time, and stay in order", async () => {
	let underWay = 0;
	await serve(({ body }, response) => {
		const isBig = body.events.some(({ external_id: id }) => id === 'big');
		if (isBig) expect(++underWay).toBe(1);
		setTimeout(() => {
			if (isBig) underWay--;
			reply(response, 201, SUCCESS);
		}, 30);
	});
	const big = Array.from({ length: 200 }, (_, n) => ({
		events: [{ ...event('big'), properties: { n } }],
	}));
	const result = await track([...users(200), ...big], { concurrency: 8 });
	expect(new Set(verdicts(result))).toEqual(new Set(['accepted']));
	const order = arrivals
		.flatMap(({ body }) => body.events)
		.filter(({ external_id: id }) => id === 'big')
		.map(({ properties }) => (properties as { n: number }).n);
	expect(order).toEqual([...order].sort((one, other) => one - other));
	expect(order).toHaveLength(200);
});

test.each([
	['413', 413, { message: 'Request Entity Too Large' }],
	['400 Max Input Length Exceeded', 400, { message: 'Max Input Length Exceeded' }],
])(
	'%s: the request is halved until it fits, and one object alone is rejected',
	async (_what, status, body) => {
		await serve((request, response) => {
			const hasGiant = request.body.events.some(({ external_id: id }) => id === '7');
			if (request.body.events.length > 20 || hasGiant) reply(response, status, body);
			else reply(response, 201, SUCCESS);
		});
		const { items, errors } = await track(users(75));
		expect(items).toHaveLength(74);
		expect(errors.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 7 }]);
		expect(errors[0].json.details).toMatchObject({ verdict: 'rejected' });
	},
);

test('a 400 that names no object: the bad one is found, the others are taken once', async () => {
	await serve(({ body }, response) => {
		const hasBad = body.events.some(({ external_id: id }) => id === '7');
		if (hasBad) reply(response, 400, { message: 'Bad Request' });
		else reply(response, 201, SUCCESS);
	});
	const { items, errors } = await track(users(75));
	expect(items).toHaveLength(74);
	expect(errors.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 7 }]);
	const taken = arrivals.map(({ body }) => body.events.map(({ external_id: id }) => id));
	expect(taken.filter((ids) => !ids.includes('7')).flat()).toHaveLength(74);
});

test('where every request gets a 400, the search for a bad object ends', async () => {
	await serve((_request, response) => reply(response, 400, { message: 'Bad Request' }));
	const result = await track(users(75 * 20));
	// Alone in its request, an object is to blame; together, nobody knows which.
	expect(new Set(verdicts(result))).toEqual(new Set(['rejected', 'failed']));
	// Twenty requests, and the halves of 200.
	expect(arrivals).toHaveLength(20 + 2 * 200);
});

describe('the key', () => {
	const KEY = 'a-key-of-the-test';
	const logged: unknown[] = [];
	beforeAll(() => {
		const log = (...told: unknown[]) => void logged.push(told);
		LoggerProxy.init({ error: log, warn: log, info: log, debug: log });
	});
	beforeEach(() => void (logged.length = 0));

	/** Answers that repeat the key, wherever an answer can hold text. */
	const ECHOES: Array<[string, Answer]> = [
		['401', (_r, response) => reply(response, 401, { message: `Invalid API key: ${KEY}` })],
		['403', (_r, response) => reply(response, 403, { message: `Access Denied for ${KEY}` })],
		['400', (_r, response) => reply(response, 400, { message: KEY, [KEY]: [KEY] })],
		['429', (_r, response) => reply(response, 429, { message: KEY }, { 'retry-after': '3600' })],
		['a web page', (_r, response) => void response.writeHead(500).end(`<html>${KEY}</html>`)],
		['503 in JSON', (_r, response) => reply(response, 503, { message: `down ${KEY}` })],
		['2xx without success', (_r, response) => reply(response, 200, { message: `queued ${KEY}` })],
		[
			'errors that name an object',
			(_r, response) =>
				reply(response, 201, {
					message: 'success',
					errors: [{ type: `bad ${KEY}`, input_array: 'events', index: 0 }],
				}),
		],
		[
			'errors that name nothing',
			(_r, response) =>
				reply(response, 201, { message: 'success', errors: [KEY, { [KEY]: { deep: KEY } }] }),
		],
		['a header', (_r, response) => reply(response, 400, {}, { 'x-key': KEY })],
		['a redirect', (_r, response) => reply(response, 302, {}, { location: `/?key=${KEY}` })],
		['a cut connection', (_r, response) => response.destroy()],
		[
			'half an answer',
			(_r, response) => void response.writeHead(201).write('{', () => response.destroy()),
		],
		['no answer in time', () => {}],
	];

	test.each(ECHOES)('%s: it is in no item, error, stored run or log', async (_what, answer) => {
		await serve(answer);
		for (const onError of ['continueErrorOutput', 'continueRegularOutput', undefined] as const) {
			const result = await track(users(2), { timeout: 1 }, { onError });
			const failed = [...result.errors, ...result.items, result.error].filter(Boolean);
			expect(failed.length).toBeGreaterThan(0);
			for (const told of [result, logged]) {
				expect(inspect(told, { depth: 12, maxStringLength: null })).not.toContain(KEY);
				expect(stringify(told)).not.toContain(KEY);
			}
		}
	});
});

test('requests are begun no faster than wished', async () => {
	await serve((_request, response) => reply(response, 201, SUCCESS));
	await track(users(75 * 5), { requestsPerSecond: 10 });
	const [first, ...others] = arrivals;
	others.forEach(({ at }, index) => expect(at - first.at).toBeGreaterThan((index + 1) * 100 - 60));
});

test('a window that is used up is waited for before Braze has to refuse', async () => {
	await serve(({ number }, response) =>
		reply(response, 201, SUCCESS, {
			'x-ratelimit-remaining': number === 1 ? '0' : '9',
			'x-ratelimit-reset': '1',
		}),
	);
	await track(users(150));
	expect(arrivals[1].at - arrivals[0].at).toBeGreaterThan(950);
});

test('a lost answer of plain attributes is repeated; what the last answer names was refused each time', async () => {
	await serve(({ number }, response) => {
		if (number === 1) response.destroy();
		else {
			const errors = [{ type: 'odd value', input_array: 'attributes', index: 1 }];
			reply(response, 400, { message: 'Valid data must be provided', errors });
		}
	});
	const result = await track([
		{ attributes: [{ external_id: 'a', x: 1 }] },
		{ attributes: [{ external_id: 'b', x: 1 }] },
	]);
	expect(arrivals).toHaveLength(2);
	// Whether the first try took the first object is not known; the second object was never good.
	expect(verdicts(result)).toEqual(['unknown', 'rejected']);
});

test('events are repeated after a lost answer when the user asks for it', async () => {
	await serve(({ number }, response) => {
		if (number === 1) response.destroy();
		else reply(response, 201, SUCCESS);
	});
	expect(verdicts(await track(users(1), { repeatUnsafe: true }))).toEqual(['accepted']);
	expect(arrivals).toHaveLength(2);
});

test('a stopped execution: what was sent has its verdict, the rest was not sent', async () => {
	let stop = () => {};
	const stopWhen = new Promise<void>((resolve) => (stop = resolve));
	await serve(({ number }, response) => {
		if (number === 3) stop();
		setTimeout(() => reply(response, 201, SUCCESS), 50);
	});
	const { run } = await track(users(75 * 10), { concurrency: 2 }, { stopWhen });
	expect(run.status).toBe('canceled');
	expect(arrivals).toHaveLength(3);
	const [{ data }] = run.data.resultData.runData.Subject;
	const [accepted, errors] = data!.main;
	expect(accepted).toHaveLength(75);
	const told = (index: number) => errors![index].json;
	// n8n broke off the two requests that were on their way.
	expect(told(0)).toMatchObject({
		error: 'The execution was stopped before Braze answered',
		details: { verdict: 'unknown' },
	});
	expect(told(150)).toMatchObject({
		error: 'The execution was stopped before it was sent',
		details: { verdict: 'failed' },
	});
	expect(errors).toHaveLength(75 * 9);
});

test('a stopped execution waits for no rate limit', async () => {
	let stop = () => {};
	const stopWhen = new Promise<void>((resolve) => (stop = resolve));
	await serve((_request, response) => {
		reply(response, 429, {}, { 'x-ratelimit-retry-after': '60' });
		setTimeout(stop, 20);
	});
	const { run } = await track(users(1), {}, { stopWhen });
	expect(run.status).toBe('canceled');
	expect(arrivals).toHaveLength(1);
});
