import type { Response } from 'express';

import { Deadlines } from '../../../../../nodes/shared/webhook/answer/deadlines';
import { respondAs } from '../../../../../nodes/shared/webhook/answer/respond';
import { stoppedClock } from '../../../../harness/time';

const clock = stoppedClock();

const answer = () => {
	const given: unknown[] = [];
	const response = {
		headersSent: false,
		status: (status: number) => (given.push(status), response),
		json: (body: unknown) => given.push(body),
	};
	return { given, response: response as unknown as Response };
};

test.each([14_000, 85_000])(
	'a call without a verdict is asked to come again after %i ms',
	async (answerWithinMs) => {
		const { given, response } = answer();
		respondAs({ response, answerWithinMs }, new Promise(() => {}), new Deadlines());
		await clock.pass(answerWithinMs - 1_000);
		expect(given).toEqual([]);
		await clock.pass(1_900);
		expect(given).toEqual([503, { message: 'Not ready, send again' }]);
	},
);

test('a verdict is passed on when it comes, and nothing waits on', async () => {
	const { given, response } = answer();
	let decide: (status: number) => void = () => {};
	const verdict = new Promise<number>((resolve) => (decide = resolve));
	respondAs({ response, answerWithinMs: 14_000 }, verdict, new Deadlines());
	await clock.pass(1_000);
	expect(given).toEqual([]);
	decide(500);
	await clock.pass(0);
	expect(given).toEqual([500, { message: 'The workflow failed, send again' }]);
	await clock.pass(600);
	expect(clock.waiting).toBe(0);
});
