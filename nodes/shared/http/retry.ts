import { nowMs, passedMs, sleepMs } from '../time';
import { isEmpty } from '../values/json';
import type { Outcome, Reply } from './send';

/** Waits for the given milliseconds, or less if the run is stopped in the meantime. */
export type Pause = (ms: number) => Promise<void>;

export interface RetryPolicy {
	/** Number of tries, including the first. */
	attempts: number;
	/** Number of tries while the vendor answers 429; `attempts` if not given. */
	attemptsWhenLimited?: number;
	/**
	 * Whether a refusal of the last try counts no matter what came before: a call that sets something
	 * is refused for a reason that applied all along, while one that removes something may find that
	 * an earlier try has done it.
	 */
	lastCounts?: boolean;
	/** The longest single wait, in milliseconds. If the vendor asks for more, there is no retry. */
	longestWaitMs: number;
	/** How long a reply asks to wait, in milliseconds, for a vendor with its own headers. */
	askedWaitMs?: (reply: Reply, atMs: number) => number | undefined;
}

/** How often a pause checks whether the execution was stopped. */
const LONGEST_SLEEP_MS = 500;

/**
 * A pause that ends early when the execution is stopped.
 *
 * @param signal the execution's; without one, the pause always runs its full length
 */
export function pauseUnlessStopped(signal: AbortSignal | undefined): Pause {
	return async (ms) => {
		const untilMs = passedMs() + ms;
		for (let leftMs = ms; leftMs > 0 && !signal?.aborted; leftMs = untilMs - passedMs()) {
			await sleepMs(Math.min(leftMs, LONGEST_SLEEP_MS));
		}
	};
}

/**
 * The first of the pauses of 1, 2, 4, ... seconds, used if the vendor does not say how long to
 * wait.
 */
const FIRST_PAUSE_MS = 1_000;

/**
 * Sends until an outcome is final.
 *
 * A 429 is always repeated: it means that nothing was accepted. A request that never left is
 * repeated if waiting can help. After a 5xx or a broken connection it is not known whether the
 * vendor acted, so the request is repeated only if `repeatSafe`.
 *
 * @param sendOnce sends the request and reports the outcome
 * @param repeatSafe whether sending the same request twice has the effect of sending it once
 * @param pause waits for the given milliseconds, or less if the run is stopped
 * @returns the last outcome; or an earlier one that left open whether the vendor acted, if the last
 *   try certainly did nothing
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
			const isConclusive = policy.lastCounts && isRefusal(outcome);
			return open !== undefined && didNothing(outcome) && !isConclusive ? open : outcome;
		}
		if (!didNothing(outcome)) open ??= outcome;
		await pause(waitMs);
	}
}

function mostAttempts(outcome: Outcome, policy: RetryPolicy): number {
	const isLimited = outcome.kind === 'reply' && outcome.status === 429;
	return (isLimited ? policy.attemptsWhenLimited : undefined) ?? policy.attempts;
}

/** Whether the vendor certainly did nothing: the request never left, or was refused. */
function didNothing(outcome: Outcome): boolean {
	if (outcome.kind === 'fault') return !outcome.sent;
	return outcome.status >= 300 && outcome.status < 500 && outcome.status !== 408;
}

/** Whether the vendor looked at the request and said no; a 429 says so before it looks. */
function isRefusal(outcome: Outcome): boolean {
	return outcome.kind === 'reply' && outcome.status !== 429 && didNothing(outcome);
}

/** Failures before sending that may go away; a wrong address or certificate does not. */
const PASSING_FAULTS = ['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

function mayRepeat(outcome: Outcome, repeatSafe: boolean): boolean {
	if (outcome.kind === 'fault') {
		return outcome.sent ? repeatSafe : PASSING_FAULTS.includes(outcome.code);
	}
	return outcome.status === 429 || (outcome.status >= 500 && repeatSafe);
}

/**
 * Doubles with each attempt; up to a quarter is random, so that parallel runs do not stay in step.
 */
function backoffMs(attempt: number): number {
	return FIRST_PAUSE_MS * 2 ** (attempt - 1) * (1 + Math.random() / 4);
}

/** Only a 429 says how long to wait: on other answers such a header is only informational. */
function waitAskedFor(outcome: Outcome, policy: RetryPolicy): number | undefined {
	if (outcome.kind === 'fault' || outcome.status !== 429) return undefined;
	return (policy.askedWaitMs ?? askedWaitMs)(outcome, nowMs());
}

/**
 * How long a reply asks to wait, in milliseconds, according to the standard header Retry-After, which
 * has seconds or a date; undefined if it does not say. (RFC 9110)
 *
 * @param atMs when the reply arrived, in milliseconds since 1970
 */
export function askedWaitMs({ headers }: Reply, atMs: number): number | undefined {
	const asked = headers['retry-after'];
	const seconds = secondsIn(asked);
	if (seconds !== undefined) return seconds * 1_000;
	const text = String(asked ?? '').trim();
	// HTTP's dates are in GMT; one of its forms does not say so, and would be read in the server's zone.
	const date = Date.parse(/(?:GMT|UTC|Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text} GMT`);
	return Number.isNaN(date) ? undefined : Math.max(0, date - atMs);
}

/** The number of seconds in a header; undefined if it has none. */
export function secondsIn(header: unknown): number | undefined {
	if (isEmpty(header)) return undefined;
	const seconds = Number(header);
	return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
