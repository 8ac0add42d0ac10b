import type { Activity } from '../../../../sandbox/braze/webhooks/types';
import { type Script } from '../../scriptedReceiver';
import { clock, deliver, receiver, register, send, webhooks } from './webhooks.setup';

function gaps({ attempts }: Activity): number[] {
	return attempts.slice(1).map(({ at }, index) => (at - attempts[index].at) / 1_000);
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** A delay longer than the one before. */
const isGrowing = (delays: number[]) =>
	delays.every((delay, index) => index === 0 || delay > delays[index - 1]);

describe('retries', () => {
	test.each<[number, Activity['state'], number]>([
		[200, 'DELIVERED', 1],
		[201, 'DELIVERED', 1],
		[202, 'DELIVERED', 1],
		[204, 'DELIVERED', 1],
		[301, 'FAILED', 1],
		[302, 'FAILED', 1],
		[307, 'FAILED', 1],
		[400, 'FAILED', 1],
		[401, 'FAILED', 1],
		[403, 'FAILED', 1],
		[404, 'FAILED', 1],
		[405, 'FAILED', 1],
		[408, 'FAILED', 6],
		[410, 'FAILED', 1],
		[429, 'FAILED', 6],
		[500, 'FAILED', 6],
		[502, 'FAILED', 6],
		[503, 'FAILED', 6],
		[529, 'FAILED', 6],
	])('a receiver that always answers %i: %s after %i requests', async (status, state, requests) => {
		const activity = await deliver({ status, headers: { location: '/elsewhere' }, body: 'why' });
		expect(activity.state).toBe(state);
		expect(activity.attempts).toHaveLength(requests);
		expect(receiver.received).toHaveLength(requests);
		for (const attempt of activity.attempts) expect(attempt.status).toBe(status);
		if (status !== 204) expect(activity.attempts[0].answer).toBe('why');
		const delays = gaps(activity);
		expect(isGrowing(delays)).toBe(true);
		expect(sum(delays)).toBeLessThanOrEqual(30 * 60);
		const announced = activity.attempts.map(({ nextDelaySeconds }) => nextDelaySeconds);
		expect(announced).toEqual([...delays, undefined]);
	});

	test.each<[string, Script]>([['a connection that breaks', 'cut']])(
		'%s is 599, and tried five times more within 24 hours',
		async (_name, script) => {
			const activity = await deliver(script);
			expect(activity.attempts).toHaveLength(6);
			expect(activity.attempts[0]).toMatchObject({ status: 599, error: 'ECONNRESET', answer: '' });
			expect(sum(gaps(activity))).toBeGreaterThan(30 * 60);
			expect(sum(gaps(activity))).toBeLessThanOrEqual(24 * 3_600);
		},
	);

	test('a receiver has 90 seconds', async () => {
		receiver.script = () => 'silence';
		register();
		send();
		await receiver.until(1);
		clock.advance(89_999);
		expect(webhooks.log[0].state).toBe('SENDING');
		clock.advance(1);
		await webhooks.quiet();
		expect(webhooks.log[0].attempts).toMatchObject([
			{ status: 599, error: 'No answer within 90 s' },
		]);
	});

	test.each<[string, number, Record<string, string>, number]>([
		['longer than the own delay', 429, { 'retry-after': '600' }, 600],
		['on 503', 503, { 'retry-after': '600' }, 600],
		['on 408', 408, { 'retry-after': '600' }, 600],
		['shorter', 429, { 'retry-after': '1' }, 60],
		['nonsense', 429, { 'retry-after': 'soon' }, 60],
	])('Retry-After is honoured: %s', async (_name, status, headers, seconds) => {
		const activity = await deliver((number) => (number === 1 ? { status, headers } : 200));
		expect(activity.state).toBe('DELIVERED');
		expect(gaps(activity)).toEqual([seconds]);
	});

	test.each(['retry-after', 'x-ratelimit-reset'])('a time in %s is honoured', async (header) => {
		const then = Math.ceil(Date.now() / 1_000) + 900;
		const value = header === 'retry-after' ? new Date(then * 1_000).toUTCString() : `${then}`;
		const activity = await deliver((number) =>
			number === 1 ? { status: 429, headers: { [header]: value } } : 200,
		);
		const [delay] = gaps(activity);
		expect(delay).toBeGreaterThan(800);
		expect(delay).toBeLessThanOrEqual(901);
	});

	test('Retry-After makes no 401 retriable', async () => {
		const activity = await deliver({ status: 401, headers: { 'retry-after': '1' } });
		expect(activity).toMatchObject({ state: 'FAILED', attempts: [{ status: 401 }] });
	});
});
