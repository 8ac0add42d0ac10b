import {
	GROUPED,
	called,
	emitted,
	event,
	events,
	gate,
	gone,
	ids,
	send,
	sendAll,
	sendAndHold,
	serve,
	trigger,
	until,
} from './delivery.setup';

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
		await serve({ ...GROUPED, maxEvents: 500, options: { maxBodyMb: 2 } });
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
		expect(await send(first)).toBe(200);
		expect(emitted()).toHaveLength(4);
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

	test('a follower goes away: the others are answered, and its event is known when it comes again', async () => {
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
		expect(await send(second)).toBe(200);
		expect(emitted()).toHaveLength(3);
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

	test('is what happens unless one turns it off', async () => {
		await serve({ groupEvents: undefined, maxEvents: 2, maxWait: 5_000 });
		expect(await sendAll(events(2))).toEqual([200, 200]);
		expect(trigger.executions.map((items) => items.length)).toEqual([2]);
		await serve({ groupEvents: false, maxEvents: 2, maxWait: 5_000 });
		expect(await sendAll(events(2))).toEqual([200, 200]);
		expect(trigger.executions.map((items) => items.length)).toEqual([1, 1]);
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
