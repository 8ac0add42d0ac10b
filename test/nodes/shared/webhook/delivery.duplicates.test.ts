import { randomUUID } from 'node:crypto';
import { WEBHOOK_POLICY } from '../../../../nodes/shared/webhook/policy';
import { PUNCHH_TRIGGER_POLICY } from '../../../../nodes/Punchh/trigger/policy';
import { clock } from '../../../harness/serveTrigger';
import {
	GROUPED,
	STORED,
	called,
	event,
	events,
	gate,
	send,
	sendAll,
	sendAndLeave,
	serve,
	trigger,
	until,
} from './delivery.setup';

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

	test.each([undefined, null, '', {}])(
		'are known by the whole body with the content_id %j',
		async (id) => {
			await serve();
			const first = { ...event(), content_id: id };
			await send(first);
			await send(first);
			await send({ ...first, payload: { ...first.payload, other: 1 } });
			expect(trigger.executions).toHaveLength(2);
		},
	);

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

	test('of an event whose sender went away wait for what n8n answers the first, and are dropped', async () => {
		const stored = gate<void>();
		await serve({}, { handle: async () => (await stored.passed, { status: 200, saves: true }) });
		const first = event();
		await sendAndLeave(first);
		const again = send(first);
		await called(2);
		stored.open();
		expect(await again).toBe(200);
		expect(await send(first)).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test.each(['onReceived', 'lastNode'])(
		'of an event that n8n took, acknowledged %s, are dropped, although nobody heard so',
		async (acknowledge) => {
			const stored = gate<void>();
			const handle = async () => (await stored.passed, { status: 200, saves: true });
			await serve({ acknowledge }, { handle });
			const first = event();
			await sendAndLeave(first);
			stored.open();
			await until(() => trigger.counts.answered === 1);
			expect(await send(first)).toBe(200);
			expect(trigger.executions).toHaveLength(1);
		},
	);

	test('of an event that n8n refused while nobody listened are taken', async () => {
		const decided = gate<void>();
		let status = 500;
		await serve({}, { handle: async () => (await decided.passed, { status, saves: false }) });
		const first = event();
		await sendAndLeave(first);
		decided.open();
		await until(() => trigger.counts.answered === 1);
		status = 200;
		expect(await send(first)).toBe(200);
		expect(trigger.executions).toHaveLength(2);
	});

	describe('while n8n lets the execution wait for its turn', () => {
		const { answerWithinMs } = PUNCHH_TRIGGER_POLICY;

		test.each([
			['one by one', {}],
			['in a group', { ...GROUPED, maxEvents: 2 }],
		])(
			'the senders are asked, %s, to send again, and the event runs once',
			async (_how, parameters) => {
				const turn = gate<void>();
				await serve(parameters, { handle: async () => (await turn.passed, STORED) });
				const two = events(2);
				const answers = sendAll(two);
				await until(() => trigger.executions.flat().length === 2);
				clock.advance(answerWithinMs);
				expect(await answers).toEqual([503, 503]);
				const copies = sendAll(two);
				await called(4);
				clock.advance(answerWithinMs);
				expect(await copies).toEqual([503, 503]);
				const { length } = trigger.executions;
				turn.open();
				await until(() => trigger.counts.answered === 4);
				expect(await sendAll(two)).toEqual([200, 200]);
				expect(trigger.executions).toHaveLength(length);
			},
		);

		test.each([500, 404])('a %i that it then answers makes the next copy new', async (refused) => {
			const turn = gate<void>();
			let status = refused;
			await serve({}, { handle: async () => (await turn.passed, { status, saves: true }) });
			const first = event();
			const answer = send(first);
			await until(() => trigger.executions.length === 1);
			clock.advance(answerWithinMs);
			expect(await answer).toBe(503);
			turn.open();
			await until(() => trigger.counts.answered === 1);
			status = 200;
			expect(await send(first)).toBe(200);
			expect(trigger.executions).toHaveLength(2);
		});
	});

	test('of an event to which n8n never answers are taken once that took too long', async () => {
		const never = new Promise<never>(() => {});
		const handle = async () =>
			trigger.executions.length === 1 ? await never : { status: 200, saves: true };
		await serve({}, { handle });
		const first = event();
		await sendAndLeave(first);
		clock.advance(WEBHOOK_POLICY.pendingMs + 1);
		expect(await send(first)).toBe(200);
		expect(trigger.executions).toHaveLength(2);
		expect(await send(first)).toBe(200);
		expect(trigger.executions).toHaveLength(2);
	});
});
