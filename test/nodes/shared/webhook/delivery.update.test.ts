import {
	GROUPED,
	STORED,
	called,
	emitted,
	event,
	events,
	gate,
	send,
	sendAll,
	serve,
	trigger,
	until,
} from './delivery.setup';

describe('when the package is updated while n8n runs', () => {
	test('an event that the old code took is known to the new one, before it is stored', async () => {
		await serve();
		const first = event();
		await send(first);
		await trigger.update();
		expect(await send(first)).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test('a copy waits for the event that the old code has under way', async () => {
		const stored = gate<void>();
		await serve({}, { handle: async () => (await stored.passed, STORED) });
		const first = event();
		const answer = send(first);
		await until(() => trigger.executions.length === 1);
		await trigger.update();
		const copy = send(first);
		await called(2);
		stored.open();
		expect([await answer, await copy]).toEqual([200, 200]);
		expect(trigger.executions).toHaveLength(1);
	});

	test("the old code's call to itself is answered by the new code, which stores everything", async () => {
		const staticData = {};
		await serve({}, { staticData });
		const [before, after] = events(2);
		await send(before);
		await trigger.update();
		await send(after);
		await trigger.stored();
		expect(trigger.log).toEqual([]);
		await trigger.close();
		await serve({}, { staticData });
		expect(await sendAll([before, after])).toEqual([200, 200]);
		expect(trigger.executions).toEqual([]);
	});

	test('a group that fills in the old code starts its execution, and each event runs once', async () => {
		await serve({ ...GROUPED, maxWait: 300 });
		const four = events(4);
		const answers = [send(four[0]), send(four[1])];
		await called(2);
		await trigger.update();
		answers.push(...four.map(send));
		expect(await Promise.all(answers)).toEqual(answers.map(() => 200));
		expect(emitted().sort()).toEqual(four.map(({ content_id: id }) => id).sort());
	});
});
