import type { Logger } from 'n8n-workflow';

import { STOPPED_BY_USER, type Outcome } from '../../shared/http/send';
import { Progress } from '../../shared/operations/progress';
import { pauseUnlessStopped, sendWithRetry } from '../../shared/http/retry';
import type { BrazeConnection } from '../transport/brazeRequest';
import { OPEN_HINT } from './hints';
import { Pacer } from './pacer';
import { halve, pack, render, type TrackRequest } from './packing';
import type { PreparedObject, SendSettings, Verdict } from './types';
import { isTooLarge, judge, namesObjects, refusesUnnamed } from './verdicts';

/** Statuses that every further request would meet as well: wrong key, missing permission. */
const POINTLESS_TO_GO_ON = [401, 403];

/**
 * Most requests of a run that are divided in search of the bad object. One bad object of 75 takes
 * seven; where whatever is sent is refused, the search ends.
 */
const MOST_SEARCHES = 200;

const STOPPED_MEANWHILE = 'The execution was stopped before Braze answered';

/** What a run needs beside its objects. */
export interface Run {
	connection: BrazeConnection;
	settings: SendSettings;
	/** Tells that the user stopped the execution. */
	signal: AbortSignal | undefined;
	logger: Pick<Logger, 'info'>;
}

/**
 * Sends prepared objects to /users/track and notes on each what became of it.
 *
 * Several requests are on their way at a time, never two with objects of the same user. After a
 * refused key, a wait beyond the user's patience, many requests without an answer or a stopped
 * execution nothing more is sent; what was not sent by then is `failed`. It does not throw: what is
 * known must not be lost.
 *
 * @param objects each of them once
 */
export async function sendObjects(objects: PreparedObject[], run: Run): Promise<void> {
	const chains = pack(objects, run.settings.plan);
	const sender = new Sender(run, objects.length);

	// All lanes draw from one iterator; each takes the next chain when it has sent its last one.
	const queue = chains.values();
	const lane = async (most: number) => {
		for (let sent = 0; sent < most; sent++) {
			const { value: chain, done } = queue.next();
			if (done) return;
			for (const request of chain) await sender.send(request);
		}
	};
	// The first goes alone: a key that is refused should be refused once.
	await lane(1);
	await Promise.all(
		Array.from({ length: run.settings.concurrency }, async () => await lane(Infinity)),
	);
}

/** Sends the requests of one run, and keeps what they have in common. */
class Sender {
	private readonly pause;

	private readonly pacer: Pacer;

	private readonly progress: Progress;

	/** How many requests may still be divided in search of the bad object. */
	private searchesLeft = MOST_SEARCHES;

	constructor(
		private readonly run: Run,
		total: number,
	) {
		const { settings, signal, logger } = run;
		const { requestsPerSecond, retry } = settings;
		this.pause = pauseUnlessStopped(signal);
		this.pacer = new Pacer({ requestsPerSecond, longestWaitMs: retry.longestWaitMs, signal });
		this.progress = new Progress(logger, 'Braze: Track', total, 'objects');
	}

	/** Sends a request, as two halves when Braze takes it only in parts, and notes the verdicts. */
	async send(request: TrackRequest): Promise<void> {
		const judged = await this.judged(request);
		if (judged === 'divide') {
			for (const half of halve(request)) await this.send(half);
			return;
		}
		for (const [object, verdict] of judged) {
			object.verdict = verdict;
			// Nobody needs the text any more, and of a long run there is a lot.
			object.text = '';
			this.progress.count(verdict.kind === 'accepted');
		}
	}

	private async judged(request: TrackRequest): Promise<Map<PreparedObject, Verdict> | 'divide'> {
		const { body, placed } = render(request);
		try {
			const { outcome, last } = await this.exchange(request, body);
			this.pacer.heed(last);
			if (request.objects.length > 1) {
				if (isTooLarge(outcome)) return 'divide';
				if (refusesUnnamed(placed, outcome) && this.searchesLeft-- > 0) return 'divide';
			}
			if (outcome.kind === 'reply' && POINTLESS_TO_GO_ON.includes(outcome.status)) {
				if (!namesObjects(placed, outcome)) this.pacer.stop(outcome);
			}
			return judge(placed, outcome, last);
		} catch (thrown) {
			// When the user stops the execution, n8n breaks off what is on its way. Of whatever else it
			// throws nobody can tell whether it came before or after sending.
			const reason = this.run.signal?.aborted ? STOPPED_MEANWHILE : (thrown as Error).message;
			const verdict: Verdict = { kind: 'unknown', reason, hint: OPEN_HINT };
			return new Map(request.objects.map((object) => [object, verdict]));
		}
	}

	/**
	 * The outcome that counts, and the last one. They differ where an earlier try left open what
	 * happened and the last one surely did nothing.
	 */
	private async exchange(
		{ objects }: TrackRequest,
		body: string,
	): Promise<{ outcome: Outcome; last: Outcome }> {
		const { connection, settings, signal } = this.run;
		let last: Outcome | undefined;
		const outcome = await sendWithRetry(
			async () => {
				last = await this.pacer.send(async () => {
					if (signal?.aborted) return STOPPED_BY_USER;
					return await connection.post('/users/track', body);
				});
				return last;
			},
			settings.repeatUnsafe || objects.every(({ repeatSafe }) => repeatSafe),
			// A 429 that comes this far has ended the run.
			{ ...settings.retry, attemptsWhenLimited: 1 },
			this.pause,
		);
		return { outcome, last: last ?? outcome };
	}
}
