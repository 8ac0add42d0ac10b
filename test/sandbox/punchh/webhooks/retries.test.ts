import { freshEventOf } from '../../../../sandbox/punchh/webhooks/events';
import type { Attempt, Delivery } from '../../../../sandbox/punchh/webhooks/types';
import { PunchhWebhooks } from '../../../../sandbox/punchh/webhooks/webhooks';
import { Clock } from '../../../../sandbox/shared/clock';
import { fastForward } from '../../../../sandbox/shared/sending';
import { startScripted, type Script, type ScriptedReceiver } from '../../scriptedReceiver';

const SHORT = [15, 45, 180];
const LONG = [60, 120, 300, 600, 1800, 3600, 7200];

let receiver: ScriptedReceiver;
let clock: Clock;
let webhooks: PunchhWebhooks;

beforeEach(async () => {
	receiver = await startScripted();
	clock = new Clock(0);
	webhooks = new PunchhWebhooks(clock);
	await webhooks.register({
		name: 'n8n',
		baseUrl: receiver.origin,
		endPoint: '/webhook/punchh',
		events: ['guest'],
		active: true,
	});
	receiver.received.length = 0;
});
afterEach(async () => {
	webhooks.close();
	await receiver.close();
});

/** Publishes one event and lets all its retries happen. */
async function deliver(script: Script | ((number: number) => Script)): Promise<Delivery> {
	receiver.script = ({ number }) => (typeof script === 'function' ? script(number) : script);
	webhooks.publish(freshEventOf('guest'));
	await fastForward(clock, webhooks);
	return webhooks.deliveries[0];
}

/** Seconds between the attempts, as they happened. */
function gaps(attempts: Attempt[]): number[] {
	return attempts.slice(1).map(({ at }, index) => (at - attempts[index].at) / 1_000);
}

test.each<[number, string, number[]]>([
	[200, 'DELIVERED', []],
	[202, 'DELIVERED', []],
	[201, 'FAILED', []],
	[204, 'FAILED', []],
	[206, 'FAILED', []],
	[301, 'FAILED', []],
	[302, 'FAILED', []],
	[307, 'FAILED', []],
	[400, 'FAILED', []],
	[401, 'FAILED', []],
	[403, 'FAILED', []],
	[404, 'FAILED', []],
	[408, 'FAILED', SHORT],
	[410, 'FAILED', []],
	[422, 'FAILED', []],
	[429, 'FAILED', SHORT],
	[500, 'FAILED', LONG],
	[502, 'FAILED', LONG],
	[503, 'FAILED', LONG],
	[599, 'FAILED', LONG],
])(
	'a receiver that always answers %i: %s, retries after %j seconds',
	async (status, state, delays) => {
		const { state: end, attempts } = await deliver({ status, headers: { location: '/elsewhere' } });
		expect(end).toBe(state);
		expect(gaps(attempts)).toEqual(delays);
		expect(attempts.map(({ status: got }) => got)).toEqual(Array(delays.length + 1).fill(status));
		expect(attempts.map(({ number }) => number)).toEqual(
			attempts.map((_attempt, index) => index + 1),
		);
		expect(attempts.map(({ nextDelaySeconds }) => nextDelaySeconds)).toEqual([
			...delays,
			undefined,
		]);
		expect(receiver.received.map(({ url }) => url)).toEqual(attempts.map(() => '/webhook/punchh'));
	},
);

test('a connection that breaks counts as a time-out', async () => {
	const { state, attempts } = await deliver('cut');
	expect(state).toBe('FAILED');
	expect(gaps(attempts)).toEqual(SHORT);
	for (const { status, error } of attempts) {
		expect(status).toBeUndefined();
		expect(error).toBe('ECONNRESET');
	}
});

test('nobody listening counts as a time-out', async () => {
	await receiver.close();
	webhooks.publish(freshEventOf('guest'));
	await fastForward(clock, webhooks);
	const [{ state, attempts }] = webhooks.deliveries;
	expect(state).toBe('FAILED');
	expect(gaps(attempts)).toEqual(SHORT);
	// The first finds the connection of the check, which has just been closed.
	expect(attempts.slice(1).map(({ error }) => error)).toEqual(Array(3).fill('ECONNREFUSED'));
	receiver = await startScripted();
});

test('a receiver has 15 seconds', async () => {
	receiver.script = () => 'silence';
	webhooks.publish(freshEventOf('guest'));
	const [delivery] = webhooks.deliveries;
	for (const [count, delay] of [...SHORT, undefined].entries()) {
		await receiver.until(count + 1);
		clock.advance(14_999);
		expect(delivery.state).toBe('SENDING');
		clock.advance(1);
		await webhooks.quiet();
		expect(delivery.attempts).toHaveLength(count + 1);
		expect(delivery.attempts[count]).toMatchObject({ error: 'No answer within 15 s' });
		expect(delivery.attempts[count].nextDelaySeconds).toBe(delay);
		clock.jump();
	}
	expect(delivery).toMatchObject({ state: 'FAILED', nextAttemptAt: undefined });
	expect(gaps(delivery.attempts)).toEqual(SHORT.map((delay) => delay + 15));
});

test('the 15 seconds pass faster on a fast clock, as do the delays', async () => {
	clock.scale = 15;
	receiver.script = ({ number }) => (number === 1 ? 'silence' : 200);
	webhooks.publish(freshEventOf('guest'));
	await receiver.until(1);
	clock.scale = 2_000;
	await webhooks.idle();
	expect(webhooks.deliveries[0]).toMatchObject({
		state: 'DELIVERED',
		attempts: [{ error: 'No answer within 15 s', nextDelaySeconds: 15 }, { status: 200 }],
	});
});

test('a slow answer is waited for to its end', async () => {
	receiver.script = () => ({ status: 200, headers: { 'content-length': '10' }, body: 'half' });
	webhooks.publish(freshEventOf('guest'));
	await receiver.until(1);
	clock.advance(15_000);
	await webhooks.quiet();
	expect(webhooks.deliveries[0].attempts).toMatchObject([{ error: 'No answer within 15 s' }]);
});

test('a retry that is taken ends it', async () => {
	const { state, attempts } = await deliver((number) => (number < 4 ? 503 : 202));
	expect(state).toBe('DELIVERED');
	expect(gaps(attempts)).toEqual(LONG.slice(0, 3));
	expect(attempts.map(({ status }) => status)).toEqual([503, 503, 503, 202]);
});

test('the row of the last answer counts, with the retries so far', async () => {
	const { state, attempts } = await deliver((number) => [500, 429, 500, 500, 408][number - 1]);
	expect(state).toBe('FAILED');
	expect(gaps(attempts)).toEqual([LONG[0], SHORT[1], LONG[2], LONG[3]]);
});

test('Retry-After changes nothing', async () => {
	const { attempts } = await deliver({ status: 429, headers: { 'retry-after': '1' } });
	expect(gaps(attempts)).toEqual(SHORT);
});

test('while it waits, a delivery says what comes next', async () => {
	receiver.script = () => 500;
	webhooks.publish(freshEventOf('guest'));
	await webhooks.quiet();
	expect(webhooks.deliveries[0]).toMatchObject({
		state: 'PENDING',
		nextAttemptAt: clock.now() + 60_000,
		attempts: [{ number: 1, at: clock.now(), status: 500, nextDelaySeconds: 60 }],
	});
	clock.advance(59_999);
	await webhooks.quiet();
	expect(receiver.received).toHaveLength(1);
	clock.advance(1);
	await webhooks.quiet();
	expect(receiver.received).toHaveLength(2);
});

test('each attempt has the same body', async () => {
	await deliver(500);
	expect(receiver.received).toHaveLength(8);
	expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
});
