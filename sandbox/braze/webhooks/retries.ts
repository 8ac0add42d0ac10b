import type { IncomingHttpHeaders } from 'node:http';

/** Braze's own codes, which no receiver has sent. */
export const HOST_UNHEALTHY = 598;
export const NO_ANSWER = 599;

/** Braze gives a receiver this long. */
export const TIME_LIMIT_MS = 90_000;

/**
 * Seconds before each retry. Documented: up to five with a growing delay, within 30 minutes; over
 * as much as 24 hours when nobody can be reached. The steps are invented.
 */
const WITHIN_30_MINUTES = [60, 120, 240, 480, 900];
const WITHIN_24_HOURS = [300, 1_800, 7_200, 21_600, 54_000];

/** What is retried; of other answers 20x is received, and the rest is given up. */
const RETRY_TABLE: Record<string, readonly number[]> = {
	'408': WITHIN_30_MINUTES,
	'429': WITHIN_30_MINUTES,
	'5xx': WITHIN_30_MINUTES,
	[NO_ANSWER]: WITHIN_24_HOURS,
};

/** Headers that can stretch a wait, with how many seconds from now they ask for. */
const WAIT_HEADERS: Record<string, (value: string) => number> = {
	'retry-after': (value) => (/^\d+$/.test(value) ? Number(value) : secondsUntil(Date.parse(value))),
	'x-ratelimit-reset': (value) => secondsUntil(Number(value) * 1_000),
};

/** Whether the message counts as received. */
export function isReceived(status: number): boolean {
	return status >= 200 && status < 300;
}

/**
 * Seconds until the next attempt; undefined when there is none.
 *
 * @param retries how many there were already
 */
export function nextDelay(
	status: number,
	retries: number,
	headers: IncomingHttpHeaders,
): number | undefined {
	const delays = RETRY_TABLE[status] ?? RETRY_TABLE[`${Math.floor(status / 100)}xx`] ?? [];
	const delay = delays.at(retries);
	return delay === undefined ? undefined : Math.max(delay, ...requestedDelays(headers));
}

/** The waits that the receiver's headers ask for, in seconds. */
function requestedDelays(headers: IncomingHttpHeaders): number[] {
	return Object.entries(WAIT_HEADERS)
		.filter(([name]) => typeof headers[name] === 'string')
		.map(([name, seconds]) => seconds(String(headers[name])))
		.filter(Number.isFinite);
}

/** Receivers reckon in real time. */
function secondsUntil(realTime: number): number {
	return Math.ceil((realTime - Date.now()) / 1_000);
}
