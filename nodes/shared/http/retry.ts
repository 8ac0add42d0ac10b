import { nowMs, sleepMs } from '../time';
import { isEmpty } from '../values/json';
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
	/** How long a reply asks to wait, in milliseconds, where the vendor has headers of its own. */
	askedWaitMs?: (reply: Reply, atMs: number) => number | undefined;
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
		const untilMs = nowMs() + ms;
		for (let leftMs = ms; leftMs > 0 && !signal?.aborted; leftMs = untilMs - nowMs()) {
			await sleepMs(Math.min(leftMs, LONGEST_SLEEP_MS));
		}
	};
}

/** A pause that grows 1, 2, 4, ... seconds, used where the vendor does not say how long to wait. */
const FIRST_PAUSE_MS = 1_000;

/**
 * Sends until an outcome is final.
 *
 * A 429 is repeated always: it says that nothing was taken. So is a request that never left, where
 * waiting can help. A 5xx or a broken connection leaves open whether the vendor acted, and is
 * repeated only when `repeatSafe`.
 *
 * @param sendOnce sends the request and reports the outcome
 * @param repeatSafe whether sending the same request twice has the effect of sending it once
 * @param pause waits for the given milliseconds, or less when the run was stopped
 * @returns the last outcome; but where an earlier try left open whether the vendor acted and the last
 *   one surely did nothing, that earlier outcome
 */
export async function sendWithRetry(
	sendOnce: () => Promise<Outcome>,
	repeatSafe: boolean,
	policy: RetryPolicy,
	pause: Pause = sleepMs,
): Promise<Outcome> {
	let open: Outcome | undefined;
	for (let attempt = 1; ; attempt++) {
		const outcome = await sendOnce();
		const waitMs = waitAskedFor(outcome, policy) ?? backoffMs(attempt);
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

/** Only a 429 tells how long to wait: on other answers such a header is mere information. */
function waitAskedFor(outcome: Outcome, policy: RetryPolicy): number | undefined {
	if (outcome.kind === 'fault' || outcome.status !== 429) return undefined;
	return (policy.askedWaitMs ?? askedWaitMs)(outcome, nowMs());
}

/**
 * How long a reply asks to wait by the standard header Retry-After, in seconds or as a date;
 * undefined when it does not say. (RFC 9110)
 *
 * @param atMs when the reply came, in milliseconds since 1970
 */
export function askedWaitMs({ headers }: Reply, atMs: number): number | undefined {
	const asked = headers['retry-after'];
	const seconds = secondsIn(asked);
	if (seconds !== undefined) return seconds * 1_000;
	const date = Date.parse(String(asked ?? ''));
	return Number.isNaN(date) ? undefined : Math.max(0, date - atMs);
}

/** The number of seconds in a header; undefined when it has none. */
export function secondsIn(header: unknown): number | undefined {
	if (isEmpty(header)) return undefined;
	const seconds = Number(header);
	return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
