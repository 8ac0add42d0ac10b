import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { freshEvent, type Envelope } from '../../../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../../../sandbox/punchh/webhooks/send';
import { WEBHOOK_POLICY } from '../../../../nodes/shared/webhook/policy';
import {
	clock,
	passStoringTime,
	serveTrigger,
	type Handling,
	type ServedTrigger,
	type Surroundings,
} from '../../../harness/serveTrigger';

const event = () => freshEvent('checkin-loyalty-create-barcode');
const events = (count: number) => Array.from({ length: count }, event);
const GROUPED = { groupEvents: true, maxEvents: 4, maxWait: 5_000 };

let trigger: ServedTrigger;
afterEach(async () => await trigger.close());

const serve = async (parameters: INodeParameters = {}, surroundings: Surroundings = {}) => {
	trigger = await serveTrigger(
		{ authentication: 'none', events: ['loyalty_checkin'], ...parameters },
		{},
		surroundings,
	);
	return trigger;
};
const send = async (body: unknown) => (await sendEvent(trigger.url, 'none', body)).status;
const sendAll = async (bodies: Envelope[]) => await Promise.all(bodies.map(send));
const ids = () =>
	trigger.executions.map((items) => items.map(({ json }) => json.content_id as string));
const emitted = () => ids().flat();

/** Something that a test lets happen later. */
function gate<T>() {
	let open: (value: T) => void = () => {};
	const passed = new Promise<T>((resolve) => (open = resolve));
	return { passed, open };
}

/** Waits until something is so; a test that waits in vain ends by its own time-out. */
const until = async (condition: () => boolean) => {
	do await new Promise((resolve) => setTimeout(resolve, 5));
	while (!condition());
};

/** Waits until the trigger was given so many calls, or so many senders have gone away. */
const called = async (count: number) => await until(() => trigger.counts.calls === count);
const gone = async (count: number) => await until(() => trigger.counts.gone === count);

/** Sends an event over a connection of its own, which the caller can break. */
const sendAndHold = (body: unknown) => {
	const request = httpRequest(trigger.url, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		agent: false,
	});
	request.on('error', () => {});
	request.end(JSON.stringify(body));
	return { breakOff: () => request.destroy() };
};

describe('duplicates', () => {
	test('are answered and start nothing', async () => {
		await serve();
		const first = event();
		expect([await send(first), await send(first), await send(event())]).toEqual([200, 200, 200]);
		expect(trigger.executions).toHaveLength(2);
	});

	test.each([
		['another content_id', { content_id: randomUUID() }],
		['another timestamp', { timestamp: 1 }],
	])('are not events with %s', async (_what, other) => {
		await serve();
		const first = event();
		await send(first);
		await send({ ...first, ...other });
		expect(trigger.executions).toHaveLength(2);
	});

	test.each([undefined, null, '', {}])('are not looked for with the content_id %j', async (id) => {
		await serve();
		await send({ ...event(), content_id: id });
		await send({ ...event(), content_id: id });
		expect(trigger.executions).toHaveLength(2);
	});

	test('are let through where that is chosen', async () => {
		await serve({ options: { dropDuplicates: false } });
		const first = event();
		await send(first);
		await send(first);
		expect(trigger.executions).toHaveLength(2);
	});

	test('of an event that was refused are taken', async () => {
		let status = 503;
		await serve({}, { handle: async () => ({ status, saves: false }) });
		const first = event();
		expect(await send(first)).toBe(503);
		status = 200;
		expect(await send(first)).toBe(200);
		expect(await send(first)).toBe(200);
		expect(trigger.executions).toHaveLength(2);
	});

	test.each([200, 500])(
		'that come while the first is under way wait for it, and get its %i',
		async (status) => {
			const stored = gate<void>();
			const handle = async () => {
				await stored.passed;
				return { status, saves: status === 200 };
			};
			await serve({}, { handle });
			const first = event();
			const answers: number[] = [];
			const copies = Array.from({ length: 20 }, async () => answers.push(await send(first)));
			await called(20);
			expect(answers).toEqual([]);
			stored.open();
			await Promise.all(copies);
			expect(answers).toEqual(copies.map(() => status));
			expect(trigger.executions).toHaveLength(1);
		},
	);

	test('of an event whose sender went away before the answer are taken', async () => {
		const stored = gate<void>();
		await serve({}, { handle: async () => (await stored.passed, { status: 200, saves: true }) });
		const first = event();
		const { breakOff } = sendAndHold(first);
		await until(() => trigger.executions.length === 1);
		breakOff();
		await gone(1);
		// It waits for the first one, which gets its status although nobody hears it.
		const again = send(first);
		await called(2);
		stored.open();
		expect(await again).toBe(200);
		expect(trigger.executions).toHaveLength(1);
		expect(await send(first)).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test('of an event that nobody heard the answer to, sent again later, are taken', async () => {
		const stored = gate<void>();
		await serve({}, { handle: async () => (await stored.passed, { status: 200, saves: true }) });
		const first = event();
		const { breakOff } = sendAndHold(first);
		await until(() => trigger.executions.length === 1);
		breakOff();
		await gone(1);
		stored.open();
		await until(() => trigger.counts.answered === 1);
		expect(await send(first)).toBe(200);
		expect(trigger.executions).toHaveLength(2);
	});

	test('of an event to which n8n never answers are taken once that took too long', async () => {
		const never = new Promise<never>(() => {});
		const handle = async () =>
			trigger.executions.length === 1 ? await never : { status: 200, saves: true };
		await serve({}, { handle });
		const first = event();
		const { breakOff } = sendAndHold(first);
		await until(() => trigger.executions.length === 1);
		breakOff();
		await gone(1);
		clock.advance(WEBHOOK_POLICY.pendingMs + 1);
		expect(await send(first)).toBe(200);
		expect(trigger.executions).toHaveLength(2);
		expect(await send(first)).toBe(200);
		expect(trigger.executions).toHaveLength(2);
	});
});

describe('over a restart', () => {
	const restarted = async (staticData: IDataObject, parameters: INodeParameters = {}) => {
		await trigger.close();
		await serve(parameters, { staticData });
	};

	test.each<[string, INodeParameters]>([
		['one by one', {}],
		['in a group', GROUPED],
		['when the workflow has succeeded', { acknowledge: 'lastNode' }],
	])('events that were acknowledged %s are still known', async (_how, parameters) => {
		const staticData = {};
		await serve(parameters, { staticData });
		const four = events(4);
		await sendAll(four);
		await trigger.stored();
		await restarted(staticData, parameters);
		expect(await sendAll(four)).toEqual([200, 200, 200, 200]);
		expect(trigger.executions).toEqual([]);
		expect(await sendAll(events(4))).toEqual([200, 200, 200, 200]);
		expect(emitted()).toHaveLength(4);
	});

	test('the last event is stored although no other call comes', async () => {
		const staticData = {};
		await serve({}, { staticData });
		await send(event());
		expect(staticData).toEqual({});
		await trigger.stored();
		expect(staticData).toEqual({ 'node:Trigger': { seen: expect.stringMatching(/^.{17}$/) } });
		const { own } = trigger.counts;
		for (let times = 0; times < 10; times++) await passStoringTime();
		expect(trigger.counts.own).toBe(own);
	});

	test.each<[string, Handling]>([
		['n8n failed to store', { status: 500, saves: false }],
		['failed in its workflow, where that counts', { status: 500, saves: true }],
	])('an event that %s is not known', async (_what, handling) => {
		const staticData = {};
		const acknowledge = { acknowledge: 'lastNode' };
		let first = true;
		const handle = async () => {
			const result = first ? handling : { status: 200, saves: true };
			first = false;
			return result;
		};
		await serve(acknowledge, { staticData, handle });
		const [refused, taken] = events(2);
		expect(await send(refused)).toBe(500);
		expect(await send(taken)).toBe(200);
		await trigger.stored();
		await restarted(staticData, acknowledge);
		expect(await sendAll([refused, taken])).toEqual([200, 200]);
		expect(emitted()).toEqual([refused.content_id]);
	});

	test('an event that was stored is not known before its 200: n8n may end in between', async () => {
		const staticData = {};
		const answered = gate<void>();
		let first = true;
		const handle = async () => {
			if (!first) await answered.passed;
			first = false;
			return { status: 200, saves: true };
		};
		await serve({}, { staticData, handle });
		const [before, after] = events(2);
		await send(before);
		const { breakOff } = sendAndHold(after);
		await until(() => trigger.executions.length === 2);
		await trigger.stored();
		breakOff();
		await restarted(staticData);
		await sendAll([before, after]);
		expect(emitted()).toEqual([after.content_id]);
		answered.open();
	});

	test('a call that only claims to be the trigger itself is neither that nor an event', async () => {
		await serve();
		const headers = { 'Content-Type': 'application/json', 'x-trigger-own-call': 'guess' };
		const body = JSON.stringify(event());
		expect((await fetch(trigger.url, { method: 'POST', headers, body })).status).toBe(409);
		expect(trigger.executions).toEqual([]);
		await send(event());
		expect(trigger.executions).toHaveLength(1);
	});

	test('the log says so where n8n cannot be reached from within', async () => {
		await serve();
		await send(event());
		await trigger.close();
		await until(() => trigger.log.length > 0);
		expect(trigger.log).toEqual([expect.stringContaining('cannot store what it has seen')]);
	});

	test('static data are not written for every event', async () => {
		const staticData = {};
		await serve({}, { staticData });
		for (const one of events(60)) {
			await send(one);
			clock.advance(WEBHOOK_POLICY.storing.afterMs / 20);
		}
		await trigger.stored();
		expect(trigger.executions).toHaveLength(60);
		expect(trigger.counts.own).toBeLessThan(20);
	});

	test('events that never cease are all stored in the end', async () => {
		const staticData = {};
		await serve({}, { staticData });
		const sent: Array<ReturnType<typeof event>> = [];
		while (trigger.counts.own < 10) {
			sent.push(event());
			await send(sent[sent.length - 1]);
			clock.advance(WEBHOOK_POLICY.storing.afterMs / 2);
		}
		await trigger.stored();
		await restarted(staticData);
		await sendAll(sent);
		expect(emitted()).toEqual([]);
	});

	test('the static data of a node behind the trigger stay as they are', async () => {
		const staticData: IDataObject = { global: { count: 7 } };
		const code = {
			id: 'code',
			name: 'Count',
			type: 'test.input',
			typeVersion: 1,
			position: [0, 0],
			parameters: { jsCode: "$getWorkflowStaticData('global').count++" },
		} as INode;
		await serve({}, { staticData, behind: [code] });
		const first = event();
		await send(first);
		await trigger.stored();
		expect(trigger.counts.own).toBe(1);
		await send(first);
		expect(staticData).toEqual({ global: { count: 7 } });
		expect(trigger.executions).toHaveLength(1);
	});

	test.each(['', 'nonsense', 'zzzzz', 7, null, ['a'], 'zzzzz0123456789'])(
		'stored data that are not ours do no harm: %j',
		async (seen) => {
			await serve({}, { staticData: { 'node:Trigger': { seen } } });
			const first = event();
			expect([await send(first), await send(first)]).toEqual([200, 200]);
			expect(trigger.executions).toHaveLength(1);
		},
	);

	describe('several processes', () => {
		const sendTo = async ({ url }: ServedTrigger, body: unknown) =>
			(await sendEvent(url, 'none', body)).status;
		const served: ServedTrigger[] = [];
		afterEach(async () => {
			for (const one of served.splice(0)) await one.close();
		});
		const serveTogether = async (count: number, staticData: IDataObject) => {
			while (served.length < count) served.push(await serve({}, { staticData }));
		};
		const agree = async () => {
			for (const one of served) await one.stored();
		};

		test('each comes to know what another one has acknowledged', async () => {
			await serveTogether(2, {});
			const [here, there] = served;
			const [first, second] = events(2);
			expect(await sendTo(here, first)).toBe(200);
			expect(await sendTo(there, second)).toBe(200);
			await agree();
			expect(await sendTo(there, first)).toBe(200);
			expect(await sendTo(here, second)).toBe(200);
			expect([here.executions.length, there.executions.length]).toEqual([1, 1]);
		});

		test('all that write at once lose nothing in the end', async () => {
			const staticData: IDataObject = {};
			await serveTogether(3, staticData);
			const many = events(60);
			await Promise.all(many.map(async (one, at) => await sendTo(served[at % 3], one)));
			await agree();
			for (const one of served.splice(0)) await one.close();
			await serve({}, { staticData });
			await sendAll(many);
			expect(trigger.executions).toEqual([]);
		});
	});
});

describe('groups', () => {
	test('a full group starts one execution, with one item for each event in their order', async () => {
		await serve(GROUPED);
		const four = events(4);
		const answers: Array<Promise<number>> = [];
		for (const one of four) {
			answers.push(send(one));
			await called(answers.length);
		}
		expect(await Promise.all(answers)).toEqual([200, 200, 200, 200]);
		expect(ids()).toEqual([four.map(({ content_id: id }) => id)]);
	});

	test('a group that is not full starts when its time is up', async () => {
		await serve({ ...GROUPED, maxWait: 100 });
		const three = events(3);
		expect(await sendAll(three)).toEqual([200, 200, 200]);
		expect(emitted().sort()).toEqual(three.map(({ content_id: id }) => id).sort());
	});

	test('more events than fit go into more groups', async () => {
		await serve({ ...GROUPED, maxWait: 200 });
		const ten = events(10);
		expect(await sendAll(ten)).toEqual(ten.map(() => 200));
		expect(emitted().sort()).toEqual(ten.map(({ content_id: id }) => id).sort());
		for (const items of trigger.executions) expect(items.length).toBeLessThanOrEqual(4);
	});

	test('large bodies fill a group before its number does', async () => {
		await serve({ ...GROUPED, maxEvents: 500 });
		const large = events(3).map((one) => ({
			...one,
			payload: { ...one.payload, note: 'x'.repeat(1_500_000) },
		}));
		expect(await sendAll(large)).toEqual([200, 200, 200]);
		expect(trigger.executions.map((items) => items.length)).toEqual([3]);
	});

	test.each(['onReceived', 'lastNode'])(
		'acknowledged %s: what n8n answers the leader is the answer to all, and nothing is lost',
		async (acknowledge) => {
			let status = 500;
			await serve({ ...GROUPED, acknowledge }, { handle: async () => ({ status, saves: true }) });
			const four = events(4);
			expect(await sendAll(four)).toEqual([500, 500, 500, 500]);
			status = 200;
			expect(await sendAll(four)).toEqual([200, 200, 200, 200]);
			expect(await sendAll(four)).toEqual([200, 200, 200, 200]);
			expect(trigger.executions.map((items) => items.length)).toEqual([4, 4]);
		},
	);

	test('a duplicate within a group waits with it and is emitted once', async () => {
		await serve({ ...GROUPED, maxWait: 100 });
		const [one, two] = events(2);
		expect(await sendAll([one, two, one, two, one])).toEqual([200, 200, 200, 200, 200]);
		expect(emitted().sort()).toEqual([one.content_id, two.content_id].sort());
	});

	test('the leader goes away while the group fills: its event and the others are taken', async () => {
		await serve(GROUPED);
		const [first, ...others] = events(4);
		const { breakOff } = sendAndHold(first);
		await called(1);
		breakOff();
		await gone(1);
		expect(await sendAll(others)).toEqual([200, 200, 200]);
		expect(ids()).toEqual([expect.arrayContaining([first.content_id])]);
		expect(emitted()).toHaveLength(4);
		// Nobody heard that it was taken, so it counts as new when it comes again.
		const again = sendAll([first, ...events(3)]);
		expect(await again).toEqual([200, 200, 200, 200]);
		expect(emitted().filter((id) => id === first.content_id)).toHaveLength(2);
	});

	test('the leader goes away while n8n stores: the others are answered', async () => {
		const stored = gate<void>();
		await serve(GROUPED, {
			handle: async () => (await stored.passed, { status: 200, saves: true }),
		});
		const [first, ...others] = events(4);
		const { breakOff } = sendAndHold(first);
		await called(1);
		const answers = sendAll(others);
		await until(() => trigger.executions.length === 1);
		breakOff();
		await gone(1);
		stored.open();
		expect(await answers).toEqual([200, 200, 200]);
	});

	test('a follower goes away: the others are answered, and it is taken when it comes again', async () => {
		await serve({ ...GROUPED, maxEvents: 3 });
		const [first, second, third] = events(3);
		const answers = [send(first)];
		await called(1);
		const { breakOff } = sendAndHold(second);
		await called(2);
		breakOff();
		await gone(1);
		answers.push(send(third));
		expect(await Promise.all(answers)).toEqual([200, 200]);
		expect(ids()).toEqual([[first.content_id, second.content_id, third.content_id]]);
		expect(await sendAll([second, ...events(2)])).toEqual([200, 200, 200]);
		expect(emitted().filter((id) => id === second.content_id)).toHaveLength(2);
	});

	test('the next group is not held up by one that is being stored', async () => {
		const stored = gate<void>();
		let first = true;
		const handle = async () => {
			if (first) {
				first = false;
				await stored.passed;
			}
			return { status: 200, saves: true };
		};
		await serve(GROUPED, { handle });
		const waiting = sendAll(events(4));
		await until(() => trigger.executions.length === 1);
		expect(await sendAll(events(4))).toEqual([200, 200, 200, 200]);
		stored.open();
		expect(await waiting).toEqual([200, 200, 200, 200]);
	});

	test.each([
		['0 events', { maxEvents: 0, maxWait: 5_000 }, 1],
		['text', { maxEvents: 'x', maxWait: 'y' }, 1],
		['no wait', { maxEvents: 75, maxWait: 0 }, 1],
		['a wait below 0', { maxEvents: 75, maxWait: -5 }, 1],
	])('limits that make no sense: %s', async (_what, limits, size) => {
		await serve({ groupEvents: true, ...limits });
		expect(await send(event())).toBe(200);
		expect(trigger.executions.map((items) => items.length)).toEqual([size]);
	});
});
