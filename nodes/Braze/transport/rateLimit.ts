import type { Reply } from '../../shared/http/send';
import { askedWaitMs, secondsIn } from '../../shared/http/retry';

/** From this value up, a reset time is in seconds since 1970; below it, in seconds from now. */
const SMALLEST_EPOCH_SECONDS = 1_000_000_000;

/**
 * How long a reply of Braze asks to wait, in milliseconds; undefined when it does not say.
 *
 * Braze speaks two dialects: on hourly (MAU) plans a 429 carries only X-Ratelimit-Retry-After, else
 * X-RateLimit-Reset, whose unit differs between two of its pages (epoch or seconds from now). A layer
 * in front of its API may send the standard Retry-After. (Braze: API limits, "Rate limit headers")
 *
 * @param atMs when the reply came, in milliseconds since 1970
 */
export function brazeWaitMs(reply: Reply, atMs: number): number | undefined {
	const seconds = secondsIn(reply.headers['x-ratelimit-retry-after']);
	const waitMs = seconds === undefined ? askedWaitMs(reply, atMs) : seconds * 1_000;
	if (waitMs !== undefined) return waitMs;

	const reset = secondsIn(reply.headers['x-ratelimit-reset']);
	if (reset === undefined) return undefined;
	return reset >= SMALLEST_EPOCH_SECONDS ? Math.max(0, reset * 1_000 - atMs) : reset * 1_000;
}

/** Whether a reply says that its request was the last one in the current window. */
export function isWindowUsedUp({ headers }: Reply): boolean {
	return String(headers['x-ratelimit-remaining']) === '0';
}
