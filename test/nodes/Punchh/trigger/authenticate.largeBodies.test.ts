import { REAL_CLOCK, useClock, type Clock } from '../../../../nodes/shared/time';
import { clientKey, secret, serve, status, trigger } from './authenticate.setup';

/** What it costs n8n when anybody sends a large body with a forged signature. */

/** Path and query, path, and the same with the host that n8n shows. */
const READINGS = 4;

const FORGED = `hmac ${'0'.repeat(64)}`;

let pauses = 0;
let passedMs = 0;
const counting: Clock = {
	nowMs: () => Date.now() + passedMs,
	passedMs: () => Date.now() + passedMs,
	sleep: async () => {
		pauses++;
		await new Promise(setImmediate);
	},
};
beforeAll(async () => {
	useClock(counting);
	await serve({ scheme: 'hmacSha256', secret, clientKey });
});
beforeEach(() => void (pauses = 0));
afterAll(async () => {
	await trigger.close();
	useClock(REAL_CLOCK);
});

const forge = async (bytes: number) => await status(FORGED, { body: 'x'.repeat(bytes) });

test('other calls get their turn each time that it is hashed', async () => {
	expect(await forge(500_000)).toBe(401);
	expect(pauses).toBe(READINGS);
});

test('it is hashed no second time if the credential that n8n reads again is the same', async () => {
	passedMs += 1_000;
	expect(await forge(500_000)).toBe(401);
	expect(pauses).toBe(READINGS);
});

test('an event of usual size does not wait', async () => {
	expect(await forge(20_000)).toBe(401);
	expect(pauses).toBe(0);
});
