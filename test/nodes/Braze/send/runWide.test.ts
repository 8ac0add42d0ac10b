import { setTimeout as sleep } from 'node:timers/promises';

import { RunWide } from '../../../../nodes/Braze/send/runWide';
import { sendBatches } from '../../../../nodes/Braze/send/sendBatches';
import type { Endpoint, SendSettings } from '../../../../nodes/Braze/send/types';
import { POLICY } from '../../../../nodes/Braze/transport/policy';
import type { Outcome } from '../../../../nodes/shared/http/send';
import { nowMs, useClock } from '../../../../nodes/shared/time';

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

const reply = (status: number, body: unknown, headers = {}): Outcome => ({
	kind: 'reply',
	status,
	headers,
	body,
});

/** Sends so many requests to each of some workspaces at once. */
function sendTo(
	workspaces: string[],
	count: number,
	settings: Partial<SendSettings>,
	answer: (workspace: string) => Promise<Outcome>,
) {
	const runWide = new RunWide();
	return workspaces.map(async (name) => {
		const batches = Array.from({ length: count }, (_, unit) => ({ units: [`${unit}`], after: [] }));
		const connection = { id: name, nowMs, send: async () => await answer(name) };
		const run = { endpoint, settings: { ...POLICY.sending, ...settings } };
		const verdicts = await sendBatches(batches, { ...run, workspace: { connection, runWide } });
		return [...verdicts.values()].map(({ kind }) => kind);
	});
}

test.each([1, 3])('%d requests at a time in all, each workspace in its turn', async (lanes) => {
	let underWay = 0;
	let most = 0;
	const asked: string[] = [];
	const sending = sendTo(['a', 'b'], 12, { lanes }, async (workspace) => {
		asked.push(workspace);
		most = Math.max(most, ++underWay);
		await sleep(2);
		underWay--;
		return reply(201, { message: 'success' });
	});
	expect(await Promise.all(sending)).toEqual([
		Array(12).fill('accepted'),
		Array(12).fill('accepted'),
	]);
	expect(most).toBe(lanes);
	expect(asked.slice(0, 12).filter((workspace) => workspace === 'b').length).toBeGreaterThan(3);
});

describe('while one workspace is limited', () => {
	let now = 0;
	const waiting: Array<() => void> = [];
	const before = useClock({
		nowMs: () => now,
		passedMs: () => now,
		sleep: async () => await new Promise((resolve) => void waiting.push(resolve)),
	});
	afterAll(() => void useClock(before));

	test.each([1, 2])('the other is served, with %d requests at a time', async (lanes) => {
		const asked: string[] = [];
		let isLimited = true;
		const [a, b] = sendTo(['a', 'b'], 6, { lanes }, async (workspace) => {
			asked.push(workspace);
			if (workspace === 'b' || !isLimited) return reply(201, { message: 'success' });
			isLimited = false;
			return reply(429, { message: 'slow' }, { 'retry-after': '60' });
		});
		expect(await b).toEqual(Array(6).fill('accepted'));
		expect(asked.filter((workspace) => workspace === 'a')).toHaveLength(1);
		now += 60_000;
		for (const resume of waiting.splice(0)) resume();
		expect(await a).toEqual(Array(6).fill('accepted'));
	});

	test('its requests that wait for those of the other are not sent after all', async () => {
		let answerB = () => {};
		const isFree = new Promise<void>((resolve) => (answerB = resolve));
		const asked: string[] = [];
		const [a, b] = sendTo(['a', 'b'], 3, { lanes: 2 }, async (workspace) => {
			asked.push(workspace);
			if (workspace === 'b') await isFree;
			const isLimited = asked.filter((one) => one === 'a').length === 2 && now < end;
			return workspace === 'a' && isLimited
				? reply(429, { message: 'slow' }, { 'retry-after': '60' })
				: reply(201, { message: 'success' });
		});
		const end = now + 60_000;
		while (waiting.length === 0) await sleep(2);
		await sleep(2);
		expect(asked).toEqual(['a', 'b', 'a']);
		now = end;
		answerB();
		for (const resume of waiting.splice(0)) resume();
		expect(await a).toEqual(Array(3).fill('accepted'));
		expect(await b).toEqual(Array(3).fill('accepted'));
	});
});
