import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { sendEvent } from '../../../../sandbox/punchh/webhooks/send';
import { WEBHOOK_POLICY } from '../../../../nodes/shared/webhook/policy';
import type { Handling } from '../../../harness/servedTrigger';
import { clock, passStoringTime, type ServedTrigger } from '../../../harness/serveTrigger';
import {
	GROUPED,
	emitted,
	event,
	events,
	gate,
	send,
	sendAll,
	sendAndHold,
	serve,
	trigger,
	until,
} from './delivery.setup';

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
		expect(trigger.log).toEqual([expect.stringContaining('cannot store which events it has seen')]);
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
