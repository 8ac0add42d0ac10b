import { setTimeout as sleep } from 'node:timers/promises';
import { RunWide } from '../../../../nodes/Braze/send/runWide';
import { sendBatches } from '../../../../nodes/Braze/send/sendBatches';
import type { Batch, Endpoint, SendSettings } from '../../../../nodes/Braze/send/types';
import type { BrazeConnection } from '../../../../nodes/Braze/transport/connect';
import { TRACK_ENDPOINT } from '../../../../nodes/Braze/send/track/endpoint';
import { prepare, serialise } from '../../../../nodes/Braze/send/track/objects/prepare';
import { POLICY } from '../../../../nodes/Braze/transport/policy';
import type { Outcome } from '../../../../nodes/shared/http/send';
import { nowMs } from '../../../../nodes/shared/time';
import { Progress } from '../../../../nodes/shared/operations/progress';
import { jumpingClock } from '../../../harness/jumpingClock';

const clock = jumpingClock();

/** Units are texts; Braze is asked for them by a list. */
const endpoint: Endpoint<string> = {
	permission: 'a.permission',
	saysSuccess: true,
	request: (units) => ({ method: 'POST', path: '/path', body: JSON.stringify(units) }),
	isRepeatSafe: () => false,
	openHint: () => 'Look first',
	named: () => [],
	tookSome: () => false,
	read: (_answer, unnamed) => unnamed.map(() => ({ kind: 'accepted' })),
};

const reply = (status: number, body: unknown = {}, headers = {}): Outcome => ({
	kind: 'reply',
	status,
	headers,
	body,
});
const SUCCESS = reply(201, { message: 'success' });

/** Batches of one unit each, named by letters; a letter waits for those that stand behind it. */
function batchesOf(...names: string[]): Array<Batch<string>> {
	const batches = new Map<string, Batch<string>>();
	for (const [name, ...before] of names) {
		batches.set(name, { units: [name], after: before.map((other) => batches.get(other)!) });
	}
	return [...batches.values()];
}

/** The only workspace of a run. */
const alone = (connection: BrazeConnection) => ({ connection, runWide: new RunWide() });

/** Sends batches; `answer` may keep its caller waiting. */
async function send(
	batches: Array<Batch<string>>,
	answer: (unit: string, number: number) => Promise<Outcome> | Outcome,
	settings: Partial<SendSettings> = {},
	progress?: Progress,
) {
	const asked: string[] = [];
	const connection: BrazeConnection = {
		id: 'test',
		nowMs,
		send: async ({ body }) => {
			const [unit] = JSON.parse(body!) as string[];
			asked.push(unit);
			return await answer(unit, asked.length);
		},
	};
	const run = {
		workspace: alone(connection),
		endpoint,
		settings: { ...POLICY.sending, ...settings },
		progress,
	};
	const verdicts = await sendBatches(batches, run);
	return { asked, verdicts, kinds: [...verdicts.values()].map(({ kind }) => kind) };
}

test('so many requests at a time, the first one alone', async () => {
	let underWay = 0;
	const most: number[] = [];
	const answer = async () => {
		most.push(++underWay);
		await sleep(2);
		underWay--;
		return SUCCESS;
	};
	const { kinds } = await send(batchesOf(...'abcdefghij'), answer, { lanes: 3 });
	expect(kinds).toEqual(Array(10).fill('accepted'));
	expect(most[0]).toBe(1);
	expect(most[1]).toBe(1);
	expect(Math.max(...most)).toBe(3);
});

test('a batch waits for those that it comes after, and no other one waits for it', async () => {
	let end = () => {};
	const slow = new Promise<void>((resolve) => (end = resolve));
	const ended: string[] = [];
	const sending = send(batchesOf('a', 'b', 'cb', 'dc', 'e', 'f'), async (unit) => {
		if (unit === 'b') await slow;
		ended.push(unit);
		return SUCCESS;
	});
	while (ended.length < 3) await sleep(2);
	await sleep(2);
	expect(ended).toEqual(['a', 'e', 'f']);
	end();
	await sending;
	expect(ended).toEqual(['a', 'e', 'f', 'b', 'c', 'd']);
});

test('a long run says in the log how far it is, and how it ended', async () => {
	const said: string[] = [];
	const logger = { info: (text: string) => void said.push(text) };
	const batches = Array.from({ length: 5 }, (_, number) => ({
		units: Array.from({ length: 75 }, (_, unit) => `${number} ${unit}`),
		after: [],
	}));
	const answer = () => {
		// Every request takes six seconds of this test's clock.
		clock.pass(6_000);
		return SUCCESS;
	};
	const progress = new Progress(logger, 'Braze: Track', 375, 'objects');
	await send(batches, answer, { lanes: 1 }, progress);
	expect(said).toEqual([
		'Braze: Track: 76 of 375 objects done, 0 of them failed',
		'Braze: Track: 226 of 375 objects done, 0 of them failed',
		'Braze: Track: 375 of 375 objects done, 0 of them failed',
	]);
});

test('a Braze that has not answered for 20 requests in a row is asked no more', async () => {
	const batches = Array.from({ length: 40 }, (_, unit) => ({ units: [String(unit)], after: [] }));
	const { asked, kinds, verdicts } = await send(
		batches,
		(_unit, number) => {
			// One answer in between: the count begins anew.
			if (number === 11) return SUCCESS;
			return number % 2 === 0 ? reply(503, '<html>') : { kind: 'fault', code: 'X', sent: true };
		},
		{ lanes: 1 },
	);
	expect(asked).toHaveLength(31);
	expect(kinds).toEqual([
		...Array(10).fill('unknown'),
		'accepted',
		...Array(20).fill('unknown'),
		...Array(9).fill('failed'),
	]);
	expect(verdicts.get('39')).toEqual({
		kind: 'failed',
		reason: 'It was not sent, because Braze did not answer many requests in a row',
		hint: 'Send it again later',
	});
});

test('after a 429 nothing is begun until the wait is over, whoever met it', async () => {
	const { asked, kinds } = await send(batchesOf(...'abcd'), (_unit, number) =>
		number === 2 ? reply(429, {}, { 'x-ratelimit-retry-after': '30' }) : SUCCESS,
	);
	expect(kinds).toEqual(Array(4).fill('accepted'));
	expect(asked).toHaveLength(5);
	expect(clock.waits.reduce((sum, ms) => sum + ms, 0)).toBe(30_000);
});

test('a Braze that only says 429 is asked at growing intervals, and then no more', async () => {
	const at: number[] = [];
	const { kinds } = await send(
		batchesOf('a', 'b'),
		() => {
			at.push(clock.nowMs());
			return reply(429, { message: 'Rate Limited' });
		},
		{ longestWaitMs: 5_000 },
	);
	expect(kinds).toEqual(['failed', 'failed']);
	expect(at.map((ms) => ms - at[0])).toEqual([0, 1_000, 2_000, 4_000]);
});

test('what ended the run is no reason against a unit that was not sent', async () => {
	const named = { ...endpoint, named: (_error: unknown, units: string[]) => units };
	const connection: BrazeConnection = {
		id: 'test',
		nowMs,
		send: async () => reply(429, { message: 'no', errors: ['odd'] }),
	};
	const settings = { ...POLICY.sending, longestWaitMs: 0 };
	const run = { workspace: alone(connection), endpoint: named, settings };
	const verdicts = await sendBatches(batchesOf('a', 'b'), run);
	expect([...verdicts.values()].map(({ kind }) => kind)).toEqual(['failed', 'failed']);
});

test('a refusal that counts something: what it does not name may be recorded and is not sent again', async () => {
	const objects = ['a', 'b'].map((user) => {
		const body = { external_id: user, name: 'visited' };
		return prepare({ array: 'events', body }, serialise(body));
	});
	let asked = 0;
	const errors = [{ type: 'bad', input_array: 'events', index: 0 }];
	const body = { message: 'Valid data must be provided', errors };
	const connection = (answer: object): BrazeConnection => ({
		id: 'test',
		nowMs,
		send: async () => (++asked === 1 ? reply(400, answer) : SUCCESS),
	});
	const batches = [{ units: objects, after: [] }];
	const settings = POLICY.sending;
	const counted = connection({ ...body, events_processed: 1 });
	const open = await sendBatches(batches, {
		workspace: alone(counted),
		endpoint: TRACK_ENDPOINT,
		settings,
	});
	expect(asked).toBe(1);
	expect(objects.map((object) => open.get(object)!.kind)).toEqual(['rejected', 'unknown']);

	asked = 0;
	const refused = connection(body);
	const known = await sendBatches(batches, {
		workspace: alone(refused),
		endpoint: TRACK_ENDPOINT,
		settings,
	});
	expect(asked).toBe(2);
	expect(objects.map((object) => known.get(object)!.kind)).toEqual(['rejected', 'accepted']);
});
