import {
	arrivals,
	reply,
	serve,
	SUCCESS,
	track,
	users,
	verdicts,
} from '../../../../harness/decidedBraze';
import { fastClock } from '../../../../harness/time';

fastClock(20);

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
