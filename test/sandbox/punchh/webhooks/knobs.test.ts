import { createHmac } from 'node:crypto';

import { WEBHOOK_SECRETS } from '../../../../sandbox/punchh/seed';
import { HMAC_CHOICES } from '../../../../sandbox/punchh/webhooks/auth';
import { EVENT_TYPES, freshEventOf, freshEvents } from '../../../../sandbox/punchh/webhooks/events';
import type { PunchhWebhookKnobs } from '../../../../sandbox/punchh/webhooks/knobs';
import type { Change, WebhookInput } from '../../../../sandbox/punchh/webhooks/types';
import { PunchhWebhooks } from '../../../../sandbox/punchh/webhooks/webhooks';
import { Clock } from '../../../../sandbox/shared/clock';
import { seeded } from '../../../../sandbox/shared/random';
import { fastForward } from '../../../../sandbox/shared/sending';
import { startScripted, type ScriptedReceiver } from '../../scriptedReceiver';

let receiver: ScriptedReceiver;
let clock: Clock;
let webhooks: PunchhWebhooks;

beforeEach(async () => {
	receiver = await startScripted();
	clock = new Clock(0);
	webhooks = new PunchhWebhooks(clock);
});
afterEach(async () => {
	webhooks.close();
	await receiver.close();
});

/** Registers an active webhook for everything, with the knobs set. */
async function prepare(
	knobs: Partial<PunchhWebhookKnobs> = {},
	input: Partial<WebhookInput> = {},
): Promise<void> {
	await webhooks.register({
		name: 'n8n',
		baseUrl: receiver.origin,
		endPoint: 'webhook/punchh?brand=1',
		events: [...EVENT_TYPES],
		active: true,
		...input,
	});
	receiver.received.length = 0;
	Object.assign(webhooks.knobs, knobs);
}

const bodies = () => receiver.received.map(({ body }) => JSON.parse(body));

describe('HMAC', () => {
	const [encodings, uris, prefixes] = Object.values(HMAC_CHOICES);
	const ENCODINGS: Record<string, (hex: string) => string> = {
		hex: (hex) => hex,
		hexUpper: (hex) => hex.toUpperCase(),
		base64: (hex) => Buffer.from(hex, 'hex').toString('base64'),
		base64url: (hex) => Buffer.from(hex, 'hex').toString('base64url'),
	};
	const URIS: Record<string, () => string> = {
		pathAndQuery: () => '/webhook/punchh?brand=1',
		path: () => '/webhook/punchh',
		url: () => `${receiver.origin}/webhook/punchh?brand=1`,
	};
	const PREFIXES: Record<string, (value: string) => string> = {
		'hmac {value}': (value) => `hmac ${value}`,
		'hmac {hash}={value}': (value) => `hmac sha1=${value}`,
		'hmac {hash}:{value}': (value) => `hmac sha1:${value}`,
		'hmac {hash} {value}': (value) => `hmac sha1 ${value}`,
		'{hash}={value}': (value) => `sha1=${value}`,
		'{value}': (value) => value,
	};
	const forms = encodings.flatMap((hmacEncoding) =>
		uris.flatMap((hmacUri) =>
			prefixes.map((hmacPrefix) => ({ hmacEncoding, hmacUri, hmacPrefix })),
		),
	);

	test.each(forms)('$hmacEncoding over $hmacUri as $hmacPrefix', async (form) => {
		await prepare(form as Partial<PunchhWebhookKnobs>, { authentication: 'hmacSha1' });
		webhooks.publish(freshEventOf('reward'));
		await webhooks.idle();
		const [{ headers, body }] = receiver.received;
		const hex = createHmac('sha1', WEBHOOK_SECRETS.secret)
			.update(URIS[form.hmacUri]() + body)
			.digest('hex');
		const value = ENCODINGS[form.hmacEncoding](hex);
		expect(headers.authorization).toBe(PREFIXES[form.hmacPrefix](value));
	});
});

describe('the body', () => {
	test.each<[PunchhWebhookKnobs['timestampUnit'], number, number]>([
		['documented', 13, 10],
		['s', 10, 10],
		['ms', 13, 13],
	])('timestamps in %s', async (timestampUnit, ofGuest, ofReward) => {
		await prepare({ timestampUnit, connections: 1 });
		webhooks.publish(freshEventOf('guest'));
		webhooks.publish(freshEventOf('reward'));
		await webhooks.idle();
		const digits = bodies().map(({ timestamp }) => String(timestamp).length);
		expect(digits).toEqual([ofGuest, ofReward]);
	});

	test.each<[PunchhWebhookKnobs['eventName'], string]>([
		['clean', 'transactional_notifications'],
		['leadingBlank', ' transactional_notifications'],
		['shortened', '_notifications'],
	])('names of transactional notifications: %s', async (eventName, name) => {
		await prepare({ eventName, connections: 1 });
		webhooks.publish(freshEventOf('transactional_notification'));
		webhooks.publish(freshEventOf('marketing_notification'));
		await webhooks.idle();
		const names = bodies().map(({ event_name: sent }) => sent);
		expect(names).toEqual([name, 'marketing_notifications']);
	});

	test.each<[PunchhWebhookKnobs['checkinAction'], string[]]>([
		['documented', ['create', 'create', 'create']],
		['origin', ['Mobile', 'console', 'create']],
	])('the action of check-ins: %s', async (checkinAction, actions) => {
		await prepare({ checkinAction, connections: 1 });
		webhooks.publish(freshEventOf('loyalty_checkin'));
		webhooks.publish(freshEventOf('gift_checkin'));
		webhooks.publish(freshEventOf('reward'));
		await webhooks.idle();
		expect(bodies().map(({ action }) => action)).toEqual(actions);
	});

	test('without the guest inside', async () => {
		await prepare({ nestedUser: 'missing', connections: 1 });
		webhooks.publish(freshEventOf('reward'));
		webhooks.publish(freshEventOf('guest'));
		await webhooks.idle();
		const [reward, guest] = bodies();
		expect(reward.payload).not.toHaveProperty('user');
		expect(reward.payload).toHaveProperty('reward_id');
		expect(guest).toMatchObject({ payload: { email: expect.any(String) } });
	});

	test('of a kind that nobody knows', async () => {
		await prepare({ unknownKinds: 0.5 });
		for (let index = 0; index < 100; index++) {
			webhooks.publish(freshEventOf('marketing_notification:recall_campaign'));
		}
		await webhooks.idle();
		const unknown = bodies().filter(({ event_type: type }) => type !== 'recall_campaign');
		expect(unknown.length).toBeGreaterThan(25);
		expect(unknown.length).toBeLessThan(75);
		expect(new Set(unknown.map(({ event_type: type }) => type))).toEqual(
			new Set(['sandbox_unknown_kind']),
		);
	});

	test('whole amounts keep their decimal: what is signed is not what JSON.parse makes of it', async () => {
		await prepare();
		webhooks.publish(freshEventOf('reward'));
		await webhooks.idle();
		expect(receiver.received[0].body).toContain('"net_balance":185.0,');
		expect(receiver.received[0].body).toContain('"loyalty_points":185,');
	});
});

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
