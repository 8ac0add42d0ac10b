import { fastForward } from '../../../../sandbox/shared/sending';
import { type Script } from '../../scriptedReceiver';
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

const HOUR = 60 * MINUTE;

describe('activation', () => {
	test.each<[Script, string]>([
		[200, 'ACTIVE'],
		[202, 'INACTIVE'],
		[204, 'INACTIVE'],
		[302, 'INACTIVE'],
		[401, 'INACTIVE'],
		[500, 'INACTIVE'],
		['cut', 'INACTIVE'],
	])('a check answered with %p: %s', async (script, state) => {
		receiver.script = () => script;
		const webhook = await register();
		expect(webhook.state).toBe(state);
		expect(receiver.received).toMatchObject([{ method: 'GET', url: '/webhook/punchh', body: '' }]);
		await publish(1);
		expect(posts()).toHaveLength(state === 'ACTIVE' ? 1 : 0);
	});

	test('a ping by hand activates what waits for it', async () => {
		receiver.script = () => 404;
		const webhook = await register();
		receiver.script = () => 200;
		expect(await webhooks.ping(webhook.id)).toMatchObject({ number: 1, status: 200 });
		expect(webhook.state).toBe('ACTIVE');
	});

	test('not asked to be active, it is neither checked nor activated by a ping', async () => {
		const webhook = await register({ active: false });
		expect(receiver.received).toHaveLength(0);
		await webhooks.ping(webhook.id);
		expect(webhook.state).toBe('INACTIVE');
		await webhooks.update(webhook.id, { active: true });
		expect(webhook.state).toBe('ACTIVE');
	});

	test('the check carries the proof of the events', async () => {
		await register({ authentication: 'hmacSha256' });
		expect(receiver.received[0].headers).toMatchObject({
			authorization: expect.stringMatching(/^hmac [0-9a-f]{64}$/),
			'x-pch-key': 'n8n_playground',
		});
	});

	test.each([24, 6])('an active webhook is checked every %i hours', async (hours) => {
		webhooks.knobs.healthCheckHours = hours;
		await register();
		const start = clock.now();
		await nextCheck();
		await nextCheck();
		expect(webhooks.checks.slice(1)).toMatchObject([
			{ cause: 'periodic', attempt: { at: start + hours * HOUR, status: 200 } },
			{ cause: 'periodic', attempt: { at: start + 2 * hours * HOUR, status: 200 } },
		]);
	});

	test('unticked, it gets nothing; ticked again, it is checked and gets what was held', async () => {
		const webhook = await register();
		answer({ check: 200, event: 500 });
		await publish(1);
		await webhooks.update(webhook.id, { active: false });
		await publish(1);
		expect(states()).toEqual(['SUSPENDED']);
		answer({ check: 200, event: 200 });
		await webhooks.update(webhook.id, { active: true });
		await fastForward(clock, webhooks);
		expect(states()).toEqual(['DELIVERED']);
	});
});
