import { sleep } from 'n8n-workflow';

import type { Outcome, Reply } from './send';

/** Waits for the given milliseconds, or less when the run was stopped meanwhile. */
export type Pause = (ms: number) => Promise<void>;

export interface RetryPolicy {
	/** Tries in all, the first one included. */
	attempts: number;
	/** Tries in all while the vendor answers 429; as many as `attempts` when not given. */
	attemptsWhenLimited?: number;
	/**
	 * Whether a refusal of the last try counts whatever came before: a call that sets something is
	 * refused for a reason that held before as well, while one that removes may find its own work done.
	 */
	lastCounts?: boolean;
	/** The longest single wait, in milliseconds. A vendor that asks for more is not retried. */
	longestWaitMs: number;
}

/** How often a pause looks whether the execution was stopped. */
const LONGEST_SLEEP_MS = 500;

/**
 * A pause that ends early when the execution is stopped, so that nobody waits for what is over.
 *
 * @param signal the execution's; without one the pause is an ordinary one
 */
export function pauseUnlessStopped(signal: AbortSignal | undefined): Pause {
	return async (ms) => {
		const until = Date.now() + ms;
		for (let left = ms; left > 0 && !signal?.aborted; left = until - Date.now()) {
			await sleep(Math.min(left, LONGEST_SLEEP_MS));
		}
	};
}

/** A pause that grows 1, 2, 4, ... seconds, used where the vendor does not say how long to wait. */
const FIRST_PAUSE_MS = 1_000;

/** From this value on, a reset time is seconds since 1970; below, it is seconds from now. */
const SMALLEST_EPOCH_SECONDS = 1_000_000_000;

/**
 * Sends until an outcome is final.
 *
 * A 429 is repeated always: it says that nothing was taken. So is a request that never left, where
 * waiting can help. A 5xx or a broken connection leaves open whether the vendor acted, and is
 * repeated only when `repeatSafe`.
 *
 * @param sendOnce sends the request and reports the outcome
 * @param repeatSafe whether sending the same request twice has the effect of sending it once
 * @param pause waits for the given milliseconds; tests pass their own
 * @returns the last outcome; but where an earlier try left open whether the vendor acted and the last
 *   one surely did nothing, that earlier outcome
 */
export async function sendWithRetry(
	sendOnce: () => Promise<Outcome>,
	repeatSafe: boolean,
	policy: RetryPolicy,
	pause: Pause = sleep,
): Promise<Outcome> {
	let open: Outcome | undefined;
	for (let attempt = 1; ; attempt++) {
		const outcome = await sendOnce();
		const waitMs = askedWaitMs(outcome, Date.now()) ?? backoffMs(attempt);
		const isLast = attempt >= mostAttempts(outcome, policy) || waitMs > policy.longestWaitMs;
		if (isLast || !mayRepeat(outcome, repeatSafe)) {
			const isTelling = policy.lastCounts && isRefusal(outcome);
			return open !== undefined && didNothing(outcome) && !isTelling ? open : outcome;
		}
		if (!didNothing(outcome)) open ??= outcome;
		await pause(waitMs);
	}
}

function mostAttempts(outcome: Outcome, policy: RetryPolicy): number {
	const isLimited = outcome.kind === 'reply' && outcome.status === 429;
	return (isLimited ? policy.attemptsWhenLimited : undefined) ?? policy.attempts;
}

/** Whether the vendor surely did nothing: the request never left, or was refused. */
function didNothing(outcome: Outcome): boolean {
	if (outcome.kind === 'fault') return !outcome.sent;
	return outcome.status >= 300 && outcome.status < 500 && outcome.status !== 408;
}

/** Whether the vendor looked at the request and said no; a 429 says so before it looks. */
function isRefusal(outcome: Outcome): boolean {
	return outcome.kind === 'reply' && outcome.status !== 429 && didNothing(outcome);
}

/** Failures before sending that can pass by themselves; a wrong address or certificate does not. */
const PASSING_FAULTS = ['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

function mayRepeat(outcome: Outcome, repeatSafe: boolean): boolean {
	if (outcome.kind === 'fault') {
		return outcome.sent ? repeatSafe : PASSING_FAULTS.includes(outcome.code);
	}
	return outcome.status === 429 || (outcome.status >= 500 && repeatSafe);
}

/** Doubles with each attempt; up to a quarter is random, so that parallel flows do not march in step. */
function backoffMs(attempt: number): number {
	return FIRST_PAUSE_MS * 2 ** (attempt - 1) * (1 + Math.random() / 4);
}

/** Only a 429 tells how long to wait: on other answers the reset header is mere information. */
function askedWaitMs(outcome: Outcome, nowMs: number): number | undefined {
	const asked = outcome.kind === 'reply' && outcome.status === 429;
	return asked ? retryAfterMs(outcome, nowMs) : undefined;
}

/**
 * How long a reply asks to wait, in milliseconds; undefined when it does not say.
 *
 * Braze speaks two dialects: on hourly (MAU) plans a 429 carries only X-Ratelimit-Retry-After, else
 * X-RateLimit-Reset, whose unit differs between two of its pages (epoch or seconds from now).
 * Retry-After is the standard header, in seconds or as a date.
 */
export function retryAfterMs({ headers }: Reply, nowMs: number): number | undefined {
	const seconds = numeric(headers['x-ratelimit-retry-after']) ?? numeric(headers['retry-after']);
	if (seconds !== undefined) return seconds * 1_000;

	const date = Date.parse(String(headers['retry-after'] ?? ''));
	if (!Number.isNaN(date)) return Math.max(0, date - nowMs);

	const reset = numeric(headers['x-ratelimit-reset']);
	if (reset === undefined) return undefined;
	return reset >= SMALLEST_EPOCH_SECONDS ? Math.max(0, reset * 1_000 - nowMs) : reset * 1_000;
}

function numeric(header: unknown): number | undefined {
	if (header === undefined || header === '') return undefined;
	const value = Number(header);
	return Number.isFinite(value) && value >= 0 ? value : undefined;
}
