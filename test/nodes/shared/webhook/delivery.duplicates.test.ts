import { randomUUID } from 'node:crypto';
import { WEBHOOK_POLICY } from '../../../../nodes/shared/webhook/policy';
import { clock } from '../../../harness/serveTrigger';
import {
	called,
	event,
	gate,
	gone,
	send,
	sendAndHold,
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
