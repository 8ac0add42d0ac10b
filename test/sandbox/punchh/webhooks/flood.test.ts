import { createHash } from 'node:crypto';

import { freshEvents } from '../../../../sandbox/punchh/webhooks/events';
import { EVENT_TYPES } from '../../../../sandbox/punchh/webhooks/events';
import type { Attempt, Delivery } from '../../../../sandbox/punchh/webhooks/types';
import { PunchhWebhooks } from '../../../../sandbox/punchh/webhooks/webhooks';
import { Clock } from '../../../../sandbox/shared/clock';
import { seeded } from '../../../../sandbox/shared/random';
import { fastForward } from '../../../../sandbox/shared/sending';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';
import { startScripted, type Received, type ScriptedReceiver } from '../../scriptedReceiver';

const EVENTS = fuzzRuns(1_000, 20_000);
const SEED = fuzzSeed();
/** Share of the events that are sent twice. */
const TWICE = 0.05;
const SHORT = [15, 45, 180];

/** Seconds before each retry, from Punchh's page; what is not here is not retried. */
const DELAYS: Record<number, number[]> = {
	408: SHORT,
	429: SHORT,
	500: [60, 120, 300, 600, 1800, 3600, 7200],
};

/** What the receiver answers at times; the rest is taken. */
const BAD = [500, 429, 408, 302, 204];

/** The same for the same event and request: some bad once or twice, some until it is given up. */
function answerTo(contentId: string, request: number): number {
	const [fate, which, patience] = createHash('md5').update(contentId).digest();
	if (fate >= 26) return 200;
	return patience < 128 && request > 1 + (patience % 3) ? 202 : BAD[which % BAD.length];
}

/** What the receiver saw of an event: a status for each request. */
type Seen = Map<string, number[]>;

let receiver: ScriptedReceiver;
let webhooks: PunchhWebhooks;
const seen: Seen = new Map();
const firstArrivals: string[] = [];
const published: string[] = [];

function answer({ body }: Received): number {
	const { content_id: contentId } = JSON.parse(body) as { content_id: string };
	const statuses = seen.get(contentId) ?? [];
	if (statuses.length === 0) firstArrivals.push(contentId);
	statuses.push(answerTo(contentId, statuses.length + 1));
	seen.set(contentId, statuses);
	return statuses[statuses.length - 1];
}

beforeAll(async () => {
	receiver = await startScripted(() => 200);
	const clock = new Clock(0);
	webhooks = new PunchhWebhooks(clock);
	Object.assign(webhooks.knobs, {
		seed: SEED,
		duplicates: TWICE,
		reorderWindow: 50,
		keep: 2 * EVENTS,
	});
	await webhooks.register({
		name: 'n8n',
		baseUrl: receiver.origin,
		endPoint: '/webhook/punchh',
		authentication: 'hmacSha256',
		events: [...EVENT_TYPES],
		active: true,
	});
	receiver.script = answer;
	for (const event of freshEvents(EVENTS, undefined, { random: seeded(SEED) })) {
		published.push(event.content_id);
		webhooks.publish(event);
	}
	await fastForward(clock, webhooks);
});
afterAll(async () => {
	webhooks.close();
	await receiver.close();
});

/** The attempts that the table asks for, given what was answered. */
function expectedOf({ attempts }: Delivery): Array<Partial<Attempt>> {
	let at = attempts[0].at;
	return attempts.map(({ status = 0 }, index) => {
		const nextDelaySeconds = (DELAYS[status] ?? [])[index];
		const expected = { number: index + 1, at, status, nextDelaySeconds };
		at += (nextDelaySeconds ?? NaN) * 1_000;
		return expected;
	});
}

test('each delivery has exactly the attempts that the retry table asks for', () => {
	for (const delivery of webhooks.deliveries) {
		const attempts = delivery.attempts.map(({ number, at, status, nextDelaySeconds }) => ({
			number,
			at,
			status,
			nextDelaySeconds,
		}));
		expect(attempts).toEqual(expectedOf(delivery));
		// It ended where the table ends it: with a good answer, or with none of its row left.
		const last = attempts[attempts.length - 1];
		expect(last.nextDelaySeconds).toBeUndefined();
		const taken = last.status === 200 || last.status === 202;
		expect(delivery.state).toBe(taken ? 'DELIVERED' : 'FAILED');
	}
});

test('the log has each request that the receiver saw, and no other', () => {
	const logged: Seen = new Map();
	for (const { contentId, attempts } of webhooks.deliveries) {
		const statuses = logged.get(contentId) ?? [];
		logged.set(contentId, [...statuses, ...attempts.map(({ status = 0 }) => status)]);
	}
	const sorted = (requests: Seen) =>
		[...requests].map(([id, statuses]) => [id, [...statuses].sort()]).sort();
	expect(sorted(logged)).toEqual(sorted(seen));
	expect(logged.size).toBe(EVENTS);
});

test('every bad answer was given, to its last retry', () => {
	const endings = new Map<number, number>();
	for (const { attempts } of webhooks.deliveries) {
		const { status = 0 } = attempts[attempts.length - 1];
		endings.set(status, Math.max(endings.get(status) ?? 0, attempts.length));
	}
	expect(Object.fromEntries(endings)).toMatchObject({ 500: 8, 429: 4, 408: 4, 302: 1, 204: 1 });
});

test('about 5 % of the events are sent twice', () => {
	const doubled = webhooks.deliveries.length - EVENTS;
	// Six standard deviations: no seed is unlucky enough to be outside.
	const tolerance = 6 * Math.sqrt(EVENTS * TWICE * (1 - TWICE));
	expect(Math.abs(doubled - EVENTS * TWICE)).toBeLessThan(tolerance);
});

test('events arrive out of order, but not by more than the window and the open connections', () => {
	expect(firstArrivals).not.toEqual(published);
	const place = new Map(published.map((id, index) => [id, index]));
	const overtaken = firstArrivals.filter(
		(id, index) => index > 0 && (place.get(id) ?? 0) < (place.get(firstArrivals[index - 1]) ?? 0),
	);
	expect(overtaken.length).toBeGreaterThan(EVENTS / 10);
	const late = firstArrivals.map((id, index) => index - (place.get(id) ?? 0));
	expect(Math.max(...late)).toBeLessThanOrEqual(50 + webhooks.knobs.connections);
});

test('a signature proves each request', () => {
	const proofs = receiver.received.map(({ headers }) => headers.authorization);
	expect(proofs.every((proof) => /^hmac [0-9a-f]{64}$/.test(proof ?? ''))).toBe(true);
});
