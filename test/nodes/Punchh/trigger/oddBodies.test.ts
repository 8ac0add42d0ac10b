import fc from 'fast-check';

import { readSample } from '../../../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../../../sandbox/punchh/webhooks/send';
import { oddJson } from '../../../fixtures/oddJson';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';
import { onlyItem, serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

const ALL_EVENTS = ['guest', 'loyalty_checkin', 'gift_checkin', 'redemption', 'reward', 'other'];

let trigger: ServedTrigger;
const serve = async (options = {}) => {
	const parameters = {
		authentication: 'none',
		events: ALL_EVENTS,
		options: { keepSecrets: true, ...options },
	};
	trigger = await serveTrigger(parameters, {});
};
afterEach(async () => await trigger.close());
const send = async (event: unknown) => (await sendEvent(trigger.url, 'none', event)).status;

const guest = readSample('guest-create');
const NO_TEXT = { toString: false, valueOf: false };

describe('a value of another type than Punchh documents', () => {
	test('is never the end of a call: it is taken, or refused as malformed', async () => {
		// Each of these options looks at another part of the envelope.
		await serve({ maxAgeHours: 1, actions: ['create'] });
		const fields = ['event_name', 'event_type', 'timestamp', 'content_id', 'action', 'payload'];
		const names = ['user', 'user_id', 'email', 'phone', 'external_source_id', 'status', 'Payload'];
		const odd = oddJson(names);
		const changes = fc.dictionary(fc.constantFrom(...fields, 'Payload'), odd, { maxKeys: 4 });
		const payload = fc.dictionary(fc.constantFrom(...names), odd, { maxKeys: 4 });
		await fc.assert(
			fc.asyncProperty(changes, payload, async (change, inner) => {
				const status = await send({ ...guest, payload: { ...guest.payload, ...inner }, ...change });
				expect([200, 400]).toContain(status);
			}),
			{ seed: fuzzSeed(), numRuns: fuzzRuns(60, 5_000) },
		);
		expect(trigger.log.filter((line) => line.includes('failed'))).toEqual([]);
	});

	test.each([
		['an object', NO_TEXT],
		['a list', ['x']],
		['true', true],
	])('%s in place of what is derived from: the event comes, without that', async (_what, odd) => {
		await serve();
		const payload = { ...guest.payload, email: odd, phone: odd, external_source_id: odd };
		const event = { ...guest, event_type: odd, action: odd, timestamp: odd, payload };
		const before = Date.now();
		expect(await send(event)).toBe(200);
		const { occurred_at: at, guest: person, ...envelope } = onlyItem(trigger);
		expect(person).toEqual({ user_id: 730415, external_id: null, email: null, phone: null });
		expect(Date.parse(at as string)).toBeGreaterThanOrEqual(before);
		expect(envelope).toEqual({ ...event, event: 'guest' });
	});

	test.each([NO_TEXT, ['users'], true, null, 7])('%j as event_name is malformed', async (odd) => {
		await serve();
		expect(await send({ ...guest, event_name: odd })).toBe(400);
		expect(trigger.executions).toEqual([]);
	});

	test.each([['x'], true, null, 7, 'x'])('%j as payload is malformed', async (odd) => {
		await serve();
		expect(await send({ ...guest, payload: odd })).toBe(400);
		expect(trigger.executions).toEqual([]);
	});

	test.each([
		[NO_TEXT, /too old: guest of 1970-01-01T00:00:01.000Z$/],
		['a\nb', /, content_id "a\\nb"$/],
		['\u001b[2K\r<b>', /, content_id "\\u001b\[2K\\r‹b›"$/],
		['x'.repeat(100_000), /, content_id "x{72}…"$/],
	])('the line about an event that is too old, with content_id %j', async (id, line) => {
		await serve({ maxAgeHours: 1 });
		expect(await send({ ...guest, timestamp: 1, content_id: id })).toBe(200);
		expect(trigger.log).toEqual([expect.stringMatching(line)]);
	});
});

test('a byte order mark before an event', async () => {
	await serve();
	expect(await send(`\uFEFF${JSON.stringify(guest)}`)).toBe(200);
	expect(onlyItem(trigger)).toMatchObject({ event: 'guest', payload: guest.payload });
});

describe('fields that Punchh adds', () => {
	test.each(['created', 'Payload', 'toString', '__proto__'])(
		'"%s" passes through',
		async (name) => {
			await serve();
			const more = JSON.stringify(guest).replace(/}$/, `,${JSON.stringify(name)}:{"a":1}}`);
			expect(await send(more)).toBe(200);
			expect(JSON.stringify(onlyItem(trigger))).toContain(`${JSON.stringify(name)}:{"a":1}`);
		},
	);

	test('the spelling with a capital of the page stands for payload, where there is none', async () => {
		await serve();
		const { payload, ...rest } = guest;
		expect(await send({ ...rest, Payload: payload })).toBe(200);
		const { Payload: capitalised, payload: read } = onlyItem(trigger);
		expect([capitalised, read]).toEqual([undefined, payload]);
	});
});

describe('large and deep bodies', () => {
	const LARGE = 15_000_000;
	const cases: Array<[string, string]> = [
		['a long text', `"${'x'.repeat(LARGE)}"`],
		['a long text of line breaks', `"${'\\n'.repeat(LARGE / 2)}"`],
		['a long text of backslashes', `"${'\\\\'.repeat(LARGE / 2)}"`],
		['a long text of digits', `"${'7'.repeat(LARGE)}"`],
		// Of millions of digits the engine itself may say that they are no JSON, which is a 400.
		['a long number', '7'.repeat(100_000)],
		['many numbers', `[${Array(fuzzRuns(100_000, 800_000)).fill('9007199254740993').join()}]`],
		['many texts', `[${Array(5_000_000).fill('""').join()}]`],
		['depth', '['.repeat(100_000) + ']'.repeat(100_000)],
	];

	test.each(cases)('%s is read', async (_what, value) => {
		await serve({ dropDuplicates: false, maxBodyMb: 16 });
		// An ID beyond 2^53 has the text looked through once more.
		const body = `{"event_name":"users","payload":{"user_id":9007199254740993,"note":${value}}}`;
		expect(await send(body)).toBe(200);
		expect(onlyItem(trigger).guest).toMatchObject({ user_id: '9007199254740993' });
	});
});
