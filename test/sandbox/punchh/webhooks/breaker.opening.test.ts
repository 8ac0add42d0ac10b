import { freshEventOf } from '../../../../sandbox/punchh/webhooks/events';
import type { Webhook } from '../../../../sandbox/punchh/webhooks/types';
import { fastForward } from '../../../../sandbox/shared/sending';
import {
	MINUTE,
	answer,
	clock,
	nextCheck,
	posts,
	publish,
	receiver,
	register,
	states,
	webhooks,
} from './breaker.setup';

/** When a suspended webhook is checked, counted from its suspension. */
const COMEBACKS = [5, 15, 135, 255, 375, 495, 615, 735].map((minutes) => minutes * MINUTE);

/** A webhook that the breaker has suspended, after one failure more than it allows. */
async function suspended(): Promise<Webhook> {
	const webhook = await register();
	webhooks.knobs.breakerThreshold = 2;
	answer({ check: 503, event: 404 });
	await publish(3);
	expect(webhook.state).toBe('SUSPENDED');
	return webhook;
}

describe('circuit breaker', () => {
	test('1000 failed events are borne, one more suspends', async () => {
		const webhook = await register();
		answer({ check: 200, event: 404 });
		await publish(1_000);
		expect(webhook).toMatchObject({ state: 'ACTIVE', failures: 1_000 });
		expect(states()).toEqual(Array(1_000).fill('FAILED'));
		await publish(1);
		expect(webhook).toMatchObject({ state: 'SUSPENDED', failures: 1_001 });
		expect(states().at(-1)).toBe('SUSPENDED');
	});

	test('an event counts when its retries are used up, not before', async () => {
		const webhook = await register();
		answer({ check: 200, event: 429 });
		await publish(1);
		for (let retry = 0; retry < 3; retry++) {
			expect(webhook.failures).toBe(0);
			clock.jump();
			await webhooks.quiet();
		}
		expect(webhook.failures).toBe(1);
	});

	test.each([
		[true, 0],
		[false, 2],
	])('set back by an event that is taken: %p', async (resetOnSuccess, failures) => {
		const webhook = await register();
		webhooks.knobs.resetOnSuccess = resetOnSuccess;
		answer({ check: 200, event: 404 });
		await publish(2);
		answer({ check: 200, event: 200 });
		await publish(1);
		expect(webhook.failures).toBe(failures);
	});

	test('suspended, it sends nothing and holds what waits and what comes', async () => {
		const webhook = await register();
		webhooks.knobs.breakerThreshold = 0;
		answer({ check: 503, event: 500 });
		await publish(1);
		answer({ check: 503, event: 404 });
		await publish(1);
		expect(webhook.state).toBe('SUSPENDED');
		const sent = posts().length;
		await publish(2);
		clock.advance(4 * MINUTE);
		expect(states()).toEqual(Array(4).fill('SUSPENDED'));
		expect(posts()).toHaveLength(sent);
		expect(webhooks.pending).toBe(0);
		expect(webhooks.notices).toMatchObject([
			{ state: 'ACTIVE', to: 'admin@example.com', webhookId: webhook.id },
			{ state: 'SUSPENDED', to: 'admin@example.com', webhookId: webhook.id },
		]);
	});

	test('a request that is under way when it is suspended is held when it fails', async () => {
		await register();
		webhooks.knobs.breakerThreshold = 0;
		receiver.script = ({ number }) => (number === 2 ? 'silence' : 404);
		webhooks.publish(freshEventOf('guest'));
		webhooks.publish(freshEventOf('guest'));
		await receiver.until(3);
		while (webhooks.webhooks[0].state === 'ACTIVE') {
			await new Promise((resolve) => setImmediate(resolve));
		}
		clock.advance(15_000);
		await webhooks.quiet();
		expect(states()).toEqual(['SUSPENDED', 'SUSPENDED']);
		expect(webhooks.pending).toBe(0);
	});

	test('other webhooks go on', async () => {
		await suspended();
		const other = await register({ endPoint: '/other' });
		expect(other.state).toBe('INACTIVE');
		answer({ check: 200, event: 200 });
		await webhooks.ping(other.id);
		await publish(1);
		expect(posts().at(-1)?.url).toBe('/other');
		expect(other.failures).toBe(0);
	});

	test('it is checked after 5 and 10 minutes, then six times every 2 hours, then given up', async () => {
		const webhook = await suspended();
		const start = clock.now();
		for (let check = 0; check < COMEBACKS.length; check++) {
			expect(webhook.state).toBe('SUSPENDED');
			await nextCheck();
		}
		const comebacks = webhooks.checks.filter(({ cause }) => cause === 'reactivation');
		expect(comebacks.map(({ attempt }) => attempt.at - start)).toEqual(COMEBACKS);
		expect(webhook).toMatchObject({ state: 'DEACTIVATED', active: false });
		expect(webhooks.notices.map(({ state }) => state)).toEqual([
			'ACTIVE',
			'SUSPENDED',
			'DEACTIVATED',
		]);
		expect(clock.nextDue).toBeUndefined();
	});

	test.each([0, 1, 2, 7])('a good answer to check %i brings it back', async (bad) => {
		const webhook = await suspended();
		for (let check = 0; check < bad; check++) await nextCheck();
		answer({ check: 200, event: 200 });
		await nextCheck();
		await webhooks.idle();
		expect(webhook).toMatchObject({ state: 'ACTIVE', failures: 0 });
		expect(states()).toEqual(['FAILED', 'FAILED', 'DELIVERED']);
		expect(webhooks.deliveries[2].attempts.map(({ status }) => status)).toEqual([404, 200]);
	});

	test('back again, its failures count from zero', async () => {
		const webhook = await suspended();
		webhooks.knobs.resetOnSuccess = false;
		answer({ check: 200, event: 200 });
		await webhooks.ping(webhook.id);
		await webhooks.idle();
		expect(webhook.failures).toBe(0);
	});

	test('a ping by hand brings it back at any time', async () => {
		const webhook = await suspended();
		answer({ check: 200, event: 200 });
		await webhooks.ping(webhook.id);
		await webhooks.idle();
		expect(webhook.state).toBe('ACTIVE');
		expect(states()).toEqual(['FAILED', 'FAILED', 'DELIVERED']);
		await nextCheck();
		expect(webhooks.checks.map(({ cause }) => cause)).toEqual(['activation', 'ping', 'periodic']);
	});

	test('held events come with all their retries', async () => {
		const webhook = await suspended();
		answer({ check: 200, event: 429 });
		await webhooks.ping(webhook.id);
		await fastForward(clock, webhooks);
		expect(webhooks.deliveries[2].attempts.map(({ nextDelaySeconds }) => nextDelaySeconds)).toEqual(
			[undefined, 15, 45, 180, undefined],
		);
	});

	test('held events may be dropped instead', async () => {
		const webhook = await suspended();
		webhooks.knobs.heldEvents = 'drop';
		answer({ check: 200, event: 200 });
		await webhooks.ping(webhook.id);
		await webhooks.idle();
		expect(states()).toEqual(['FAILED', 'FAILED', 'FAILED']);
		expect(posts()).toHaveLength(3);
	});

	test('deactivated, it takes no events; only an admin brings it back, with a check', async () => {
		const webhook = await suspended();
		for (let check = 0; check < COMEBACKS.length; check++) await nextCheck();
		await publish(1);
		expect(states()).toEqual(['FAILED', 'FAILED', 'SUSPENDED']);
		answer({ check: 200, event: 200 });
		await webhooks.ping(webhook.id);
		expect(webhook.state).toBe('DEACTIVATED');
		answer({ check: 500, event: 200 });
		await webhooks.update(webhook.id, { active: true });
		expect(webhook.state).toBe('DEACTIVATED');
		answer({ check: 200, event: 200 });
		await webhooks.update(webhook.id, { active: true });
		await webhooks.idle();
		expect(webhook.state).toBe('ACTIVE');
		expect(states()).toEqual(['FAILED', 'FAILED', 'DELIVERED']);
		expect(webhooks.notices.at(-1)).toMatchObject({ state: 'ACTIVE' });
	});
});
