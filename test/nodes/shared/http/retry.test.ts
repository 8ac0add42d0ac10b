import type { Outcome, Reply } from '../../../../nodes/shared/http/send';
import { askedWaitMs, sendWithRetry, type RetryPolicy } from '../../../../nodes/shared/http/retry';

const reply = (status: number, headers: Record<string, string> = {}): Reply => ({
	kind: 'reply',
	status,
	headers,
	body: {},
});
const POLICY = { attempts: 3, longestWaitMs: 10_000 };

/** Sends through a list of outcomes; returns the last one, how often was sent, and the pauses. */
async function run(outcomes: Outcome[], repeatSafe: boolean, policy: RetryPolicy = POLICY) {
	const pauses: number[] = [];
	let sent = 0;
	const outcome = await sendWithRetry(
		async () => outcomes[sent++],
		repeatSafe,
		policy,
		async (ms) => void pauses.push(ms),
	);
	return { outcome, sent, pauses };
}

test.each<[string, Outcome, boolean, number]>([
	['429', reply(429), false, 2],
	['500, safe to repeat', reply(500), true, 2],
	['500, not safe', reply(500), false, 1],
	['a cut connection, safe', { kind: 'fault', code: 'ECONNRESET', sent: true }, true, 2],
	['a cut connection, not safe', { kind: 'fault', code: 'ECONNRESET', sent: true }, false, 1],
	['a refused connection', { kind: 'fault', code: 'ECONNREFUSED', sent: false }, false, 2],
	['a wrong address', { kind: 'fault', code: 'ERR_INVALID_URL', sent: false }, true, 1],
	['400', reply(400), true, 1],
	['401', reply(401), true, 1],
	['201', reply(201), true, 1],
])('%s', async (_what, first, repeatSafe, expected) => {
	expect((await run([first, reply(201)], repeatSafe)).sent).toBe(expected);
});

test('gives up after the last attempt, with its outcome', async () => {
	const { outcome, sent, pauses } = await run([reply(429), reply(429), reply(429)], false);
	expect(sent).toBe(3);
	expect(outcome).toMatchObject({ status: 429 });
	expect(pauses[1]).toBeGreaterThan(pauses[0]);
});

test.each<[string, Outcome, Outcome]>([
	[
		'a cut connection, then a refused one',
		{ kind: 'fault', code: 'ETIMEDOUT', sent: true },
		{ kind: 'fault', code: 'ENOTFOUND', sent: false },
	],
	['a 502, then a 429 that asks for too long', reply(502), reply(429, { 'retry-after': '1800' })],
])('%s: it stays open whether the vendor acted', async (_what, first, second) => {
	expect((await run([first, second], true)).outcome).toBe(first);
});

test.each<[string, Outcome, 'first' | 'second']>([
	['a refusal counts', reply(422), 'second'],
	['a 429 does not', reply(429, { 'retry-after': '1800' }), 'first'],
	['nor does a refused connection', { kind: 'fault', code: 'ENOTFOUND', sent: false }, 'first'],
])('of a call that sets something, after a lost answer: %s', async (_what, second, expected) => {
	const first: Outcome = { kind: 'fault', code: 'ECONNRESET', sent: true };
	const { outcome } = await run([first, second], true, { ...POLICY, lastCounts: true });
	expect(outcome).toBe(expected === 'first' ? first : second);
});

test('does not wait longer than allowed', async () => {
	const { sent, pauses } = await run([reply(429, { 'retry-after': '11' })], false);
	expect(sent).toBe(1);
	expect(pauses).toEqual([]);
});

const NOW = 1_800_000_000_000;
test.each([
	[{ 'retry-after': '3' }, 3_000],
	[{ 'retry-after': new Date(NOW + 5_000).toUTCString() }, 5_000],
	[{ 'retry-after': new Date(NOW - 5_000).toUTCString() }, 0],
	// The form that does not say that it is in GMT.
	[{ 'retry-after': 'Fri Jan 15 08:00:05 2027' }, 5_000],
	[{ 'retry-after': 'soon' }, undefined],
	[{ 'x-ratelimit-reset': '4' }, undefined],
	[{}, undefined],
])('%j asks for %s ms', (headers, expected) => {
	expect(askedWaitMs(reply(429, headers), NOW)).toBe(expected);
});

test('a vendor with headers of its own says how they are read', async () => {
	const policy: RetryPolicy = {
		...POLICY,
		askedWaitMs: ({ headers }) => Number(headers['x-wait']),
	};
	const { sent, pauses } = await run([reply(429, { 'x-wait': '1234' }), reply(201)], false, policy);
	expect(sent).toBe(2);
	expect(pauses).toEqual([1234]);
});
