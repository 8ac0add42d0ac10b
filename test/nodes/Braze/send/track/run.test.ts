import type { IDataObject } from 'n8n-workflow';

import { nowMs } from '../../../../../nodes/shared/time';
import {
	arrivals,
	event,
	reply,
	serve,
	SUCCESS,
	track,
	users,
	verdicts,
} from '../../../../harness/decidedBraze';
import { jumpingClock } from '../../../../harness/jumpingClock';

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

describe('the pace', () => {
	jumpingClock();

	test('after a 429 nothing is begun until the wait is over, whoever met it', async () => {
		let refusedAt = 0;
		await serve(({ number }, response) => {
			if (number === 5) {
				refusedAt = nowMs();
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
		for (const { at } of later) expect(at - refusedAt).toBeGreaterThanOrEqual(1_000);
	});

	test('requests are begun no faster than wished', async () => {
		await serve((_request, response) => reply(response, 201, SUCCESS));
		await track(users(75 * 5), { requestsPerSecond: 10 });
		const [first, ...others] = arrivals;
		others.forEach(({ at }, index) =>
			expect(at - first.at).toBeGreaterThanOrEqual((index + 1) * 100),
		);
	});

	test('a window that is used up is waited for before Braze has to refuse', async () => {
		await serve(({ number }, response) =>
			reply(response, 201, SUCCESS, {
				'x-ratelimit-remaining': number === 1 ? '0' : '9',
				'x-ratelimit-reset': '1',
			}),
		);
		await track(users(150));
		expect(arrivals[1].at - arrivals[0].at).toBeGreaterThanOrEqual(1_000);
	});
});

test('when nothing is answered the rest is kept back instead of becoming unknown', async () => {
	await serve((_request, response) => response.destroy());
	const result = await track(users(75 * 30), { concurrency: 8 });
	expect(arrivals.length).toBeLessThanOrEqual(20 + 8);
	const told = verdicts(result);
	expect(told.filter((verdict) => verdict === 'unknown')).toHaveLength(75 * arrivals.length);
	expect(told.filter((verdict) => verdict === 'failed')).toHaveLength(75 * (30 - arrivals.length));
	expect(result.errors.at(-1)!.json.error).toMatch(/not sent, because Braze did not answer/);
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
			const hasGiant = request.body.events.some(({ external_id: id }) => id === '8');
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
		const hasBad = body.events.some(({ external_id: id }) => id === '8');
		if (hasBad) reply(response, 400, { message: 'Bad Request' });
		else reply(response, 201, SUCCESS);
	});
	const { items, errors } = await track(users(75));
	expect(items).toHaveLength(74);
	expect(errors.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 7 }]);
	const taken = arrivals.map(({ body }) => body.events.map(({ external_id: id }) => id));
	expect(taken.filter((ids) => !ids.includes('8')).flat()).toHaveLength(74);
});

test('where every request gets a 400, the search for a bad object ends', async () => {
	await serve((_request, response) => reply(response, 400, { message: 'Bad Request' }));
	const result = await track(users(75 * 4));
	// Alone in its request, an object is to blame; together, nobody knows which.
	expect(new Set(verdicts(result))).toEqual(new Set(['rejected', 'failed']));
	// Four requests, and the halves of 200.
	expect(arrivals).toHaveLength(4 + 2 * 200);
});

test('a stopped execution: what was sent has its verdict, the rest was not sent', async () => {
	let stop = () => {};
	const stopWhen = new Promise<void>((resolve) => (stop = resolve));
	await serve(({ number }, response) => {
		// The two others are on their way when n8n breaks them off.
		if (number === 1) reply(response, 201, SUCCESS);
		if (number === 3) stop();
	});
	const { run } = await track(users(75 * 10), { concurrency: 2 }, { stopWhen });
	expect(run.status).toBe('canceled');
	expect(arrivals).toHaveLength(3);
	const [{ data }] = run.data.resultData.runData.Subject;
	const [accepted, errors] = data!.main;
	expect(accepted).toHaveLength(75);
	const told = (index: number) => errors![index].json;
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

test('an item of which Braze recorded a part says what that was, and has the rest to send', async () => {
	await serve((_, response) => reply(response, 201, BAD_EVENT_REFUSED));
	const purchase = { external_id: 'u', product_id: 'latte', currency: 'USD', price: 4.5 };
	const item = {
		attributes: [{ external_id: 'u', seen: true }],
		events: [event(1), event(2)],
		purchases: [{ ...purchase, time: event(1).time }],
	};
	const { errors } = await track([item]);
	const { error, details } = errors[0].json as { error: string; details: IDataObject };
	expect(error).toContain("'name' is required");
	expect(details.description).toBe(
		`Recorded already, so do not send it again: attributes, event '${event(2).name}', purchase 'latte'`,
	);
	expect(details.objects).toMatchObject([
		{ array: 'attributes', verdict: 'accepted' },
		{ array: 'events', name: event(1).name, verdict: 'rejected' },
		{ array: 'events', name: event(2).name, verdict: 'accepted' },
		{ array: 'purchases', name: 'latte', verdict: 'accepted' },
	]);
	expect(details.leftToSend).toEqual({ events: [event(1)] });
});

test('of an item of which nothing was recorded, all of it is left, and is not told twice', async () => {
	await serve((_, response) => reply(response, 400, { message: "'name' is required" }));
	const { errors } = await track([{ events: [event(1)] }]);
	expect(errors[0].json.details).not.toHaveProperty('leftToSend');
});
