import type { Case } from './cases';

const AWAY_MS = 20_000;
const HOUR_SECONDS = 3_600;

/** Longer than this no answer may take: Punchh waits for 15 seconds. */
const SOON_MS = 12_000;

/** Braze's limits are counted by the hour, and a 429 says when the hour ends. */
export const hourLong429: Case = {
	about: 'Braze answers 429, to be asked again in an hour',
	play: async ({ stack, traffic, show, expect }) => {
		await traffic.sendFor(5_000);
		stack.sandbox.faults.add({
			side: 'braze',
			path: '*',
			fault: {
				status: 429,
				headers: {
					'x-ratelimit-limit': '3000',
					'x-ratelimit-remaining': '0',
					'x-ratelimit-reset': { epochIn: HOUR_SECONDS },
				},
				body: { message: 'You have been rate limited.' },
			},
		});
		await traffic.sendFor(AWAY_MS);
		await traffic.quiet();
		const slowestMs = traffic.slowestMs();
		show('Punchh heard', traffic.heard());
		show('The slowest answer took (ms)', slowestMs);
		show('Requests that got 429', stack.sandbox.faults.hits.length);
		expect('no execution waits for the hour to end', slowestMs < SOON_MS);
		expect('what was not taken is kept', traffic.counts().missing > 0);
		stack.sandbox.faults.clear();
		await traffic.sendFor(5_000);
	},
};
