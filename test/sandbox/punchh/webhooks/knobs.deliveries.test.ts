import { WEBHOOK_SECRETS } from '../../../../sandbox/punchh/seed';
import { freshEventOf, freshEvents } from '../../../../sandbox/punchh/webhooks/events';
import type { Change, WebhookInput } from '../../../../sandbox/punchh/webhooks/types';
import { seeded } from '../../../../sandbox/shared/random';
import { fastForward } from '../../../../sandbox/shared/sending';
import { bodies, clock, prepare, receiver, webhooks } from './knobs.setup';

describe('on the way', () => {
	test('latency is between its bounds', async () => {
		await prepare({ latencyMinMs: 2_000, latencyMaxMs: 360_000 });
		for (const event of freshEvents(50)) webhooks.publish(event);
		await webhooks.quiet();
		expect(receiver.received).toHaveLength(0);
		await fastForward(clock, webhooks);
		const waited = webhooks.deliveries.map(({ createdAt, attempts }) => attempts[0].at - createdAt);
		expect(Math.min(...waited)).toBeGreaterThanOrEqual(2_000);
		expect(Math.max(...waited)).toBeLessThanOrEqual(360_000);
		expect(new Set(waited).size).toBeGreaterThan(40);
	});

	test.each([1, 7])('no more than %i requests at the same time', async (connections) => {
		await prepare({ connections });
		receiver.script = () => 'silence';
		for (const event of freshEvents(20)) webhooks.publish(event);
		await receiver.until(connections);
		const sending = webhooks.deliveries.filter(({ state }) => state === 'SENDING');
		expect(sending).toHaveLength(connections);
		expect(receiver.received).toHaveLength(connections);
	});

	test('without disturbances events arrive once and in order', async () => {
		await prepare({ connections: 1 });
		const events = freshEvents(200);
		events.forEach((event) => webhooks.publish(event));
		await webhooks.idle();
		expect(bodies().map(({ content_id: id }) => id)).toEqual(
			events.map((event) => event.content_id),
		);
	});

	test('the same seed gives the same run, another one another', async () => {
		const run = async (seed: number) => {
			webhooks.reset();
			await prepare({
				seed,
				connections: 1,
				duplicates: 0.2,
				reorderWindow: 10,
				unknownKinds: 0.1,
			});
			for (const event of freshEvents(100, undefined, { random: seeded(seed) })) {
				webhooks.publish(event);
			}
			await webhooks.idle();
			return bodies().map(({ content_id: id, event_type: type }) => [id, type]);
		};
		const first = await run(3);
		expect(await run(3)).toEqual(first);
		expect(await run(4)).not.toEqual(first);
	});

	test('a duplicate is the same body again', async () => {
		await prepare({ duplicates: 1 });
		webhooks.publish(freshEventOf('guest'));
		await webhooks.idle();
		const [one, other, ...rest] = receiver.received;
		expect(other.body).toBe(one.body);
		expect(rest).toEqual([]);
		expect(webhooks.deliveries.map(({ contentId }) => contentId)).toEqual(
			Array(2).fill(JSON.parse(one.body).content_id),
		);
	});
});

describe('the log', () => {
	test('keeps the newest that are finished, and all that are not', async () => {
		await prepare({ keep: 3 });
		receiver.script = ({ number }) => (number === 2 ? 500 : 200);
		const events = freshEvents(6);
		for (const event of events) {
			webhooks.publish(event);
			await webhooks.quiet();
		}
		const kept = () => webhooks.deliveries.map(({ contentId }) => contentId);
		const ids = events.map((event) => event.content_id);
		expect(kept()).toEqual(ids.slice(1));
		await fastForward(clock, webhooks);
		expect(kept()).toEqual(ids.slice(3));
	});

	test('tells a listener what changes, until it wants no more', async () => {
		await prepare();
		const changes: Change[] = [];
		const note = (change: Change) => void changes.push(structuredClone(change));
		webhooks.events.on('change', note);
		webhooks.publish(freshEventOf('guest'));
		await webhooks.idle();
		expect(changes).toMatchObject([
			{ what: 'delivery', delivery: { state: 'PENDING' } },
			{ what: 'delivery', delivery: { state: 'SENDING' } },
			{ what: 'delivery', delivery: { state: 'DELIVERED', attempts: [{ status: 200 }] } },
		]);
		webhooks.events.off('change', note);
		webhooks.reset();
		expect(changes).toHaveLength(3);
	});

	test('a removed webhook takes what is on its way along', async () => {
		await prepare();
		receiver.script = ({ number }) => (number === 1 ? 200 : 500);
		webhooks.publish(freshEventOf('guest'));
		await webhooks.idle();
		webhooks.publish(freshEventOf('guest'));
		await webhooks.quiet();
		webhooks.remove(webhooks.webhooks[0].id);
		expect(webhooks.deliveries.map(({ state }) => state)).toEqual(['DELIVERED']);
		expect(webhooks.webhooks).toEqual([]);
		expect(clock.nextDue).toBeUndefined();
		await webhooks.idle();
	});
});

describe('bad input', () => {
	const good: WebhookInput = {
		name: 'n8n',
		baseUrl: 'https://n8n.example.com',
		endPoint: '/webhook/punchh',
		events: ['guest'],
	};

	test.each<[Partial<WebhookInput>, RegExp]>([
		[{ baseUrl: 'n8n.example.com' }, /^Base URL and end point make no web address: n8n\.example/],
		[{ baseUrl: 'ftp://n8n.example.com' }, /^Base URL and end point make no web address: ftp:/],
		[{ events: ['guests' as 'guest'] }, /^There are no such events: guests$/],
		[{ events: ['toString' as 'guest'] }, /^There are no such events: toString$/],
	])('%j', async (bad, message) => {
		await expect(webhooks.register({ ...good, ...bad })).rejects.toThrow(message);
		expect(webhooks.webhooks).toEqual([]);
		const webhook = await webhooks.register(good);
		await expect(webhooks.update(webhook.id, bad)).rejects.toThrow(message);
		expect(webhook).toMatchObject(good);
	});

	test('a webhook that does not exist', async () => {
		const message = 'There is no webhook 99';
		await expect(webhooks.ping(99)).rejects.toThrow(message);
		await expect(webhooks.update(99, {})).rejects.toThrow(message);
		expect(() => webhooks.remove(99)).toThrow(message);
	});

	test('a secret that no header can carry is an error of the attempt', async () => {
		await prepare();
		const [webhook] = webhooks.webhooks;
		const secrets = { ...WEBHOOK_SECRETS, token: 'line\nbreak' };
		await webhooks.update(webhook.id, { authentication: 'bearer', secrets });
		const attempt = await webhooks.ping(webhook.id);
		expect(attempt.error).toContain('Invalid character');
		expect(attempt.error).not.toContain('break');
	});
});
