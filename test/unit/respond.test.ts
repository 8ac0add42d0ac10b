import type { Response } from 'express';

import { respondAs } from '../../nodes/shared/webhook/answer/respond';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

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
	'a call without a verdict is told to come again after %i ms',
	async (answerWithinMs) => {
		const { given, response } = answer();
		void respondAs({ response, answerWithinMs }, new Promise(() => {}));
		await jest.advanceTimersByTimeAsync(answerWithinMs - 1_000);
		expect(given).toEqual([]);
		await jest.advanceTimersByTimeAsync(1_900);
		expect(given).toEqual([503, { message: 'Not ready, send again' }]);
	},
);

test('a verdict is passed on when it comes, and nothing waits on', async () => {
	const { given, response } = answer();
	void respondAs(
		{ response, answerWithinMs: 14_000 },
		new Promise((resolve) => void setTimeout(resolve, 1_000, 500)),
	);
	await jest.advanceTimersByTimeAsync(1_100);
	expect(given).toEqual([500, { message: 'The workflow failed, send again' }]);
	await jest.advanceTimersByTimeAsync(600);
	expect(jest.getTimerCount()).toBe(0);
});
