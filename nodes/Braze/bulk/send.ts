import { STOPPED_BY_USER, type Outcome } from '../../shared/http/send';
import type { Progress } from '../../shared/operations/progress';
import {
	pauseUnlessStopped,
	sendWithRetry,
	type Pause,
	type RetryPolicy,
} from '../../shared/http/retry';
import type { BrazeConnection } from '../transport/brazeRequest';
import { NOT_TRIED, Silence } from '../transport/silence';
import { chunk, kindOf } from './chunk';
import { judge } from './judge';
import {
	isRepeatSafe,
	type BulkEndpoint,
	type BulkEntry,
	type Chunk,
	type EntryResult,
} from './types';

/** Hourly limits can ask for up to an hour; nobody wants an execution that hangs that long. */
const RETRY_POLICY: RetryPolicy = { attempts: 5, longestWaitMs: 120_000 };

/** Statuses that every further request would meet as well. */
const POINTLESS_TO_GO_ON = [401, 403, 429];

/** Statuses with which Braze refuses a request as a whole because of what some entries say. */
const REFUSED_FOR_ENTRIES = [400, 413, 414, 422, 431];

/** So many entries refused in the same words were refused for what they have in common. */
const TELLING_NUMBER = 10;

/** After so many chunks in which every entry was refused alike, others of their kind are not divided. */
const TELLING_CHUNKS = 3;

const STOPPED: EntryResult = {
	kind: 'failed',
	reason: 'The execution was stopped before it was sent',
};

/** How a run behaves beside what its endpoint says. */
export interface BulkRun {
	/** Tells that the user stopped the execution. */
	signal?: AbortSignal;
	/** Hears of each entry that has its result. */
	progress?: Pick<Progress, 'count'>;
	/** Waits between tries; tests pass their own. */
	pause?: Pause;
}

/**
 * Sends entries to an endpoint, one request after another, and returns a result for each. One bad
 * entry does not take the others with it: a request that Braze refuses as a whole is sent again
 * without the entries that it names, or, when it names none, in halves. It does not throw: what is
 * known must not be lost.
 */
export async function sendBulk(
	connection: BrazeConnection,
	endpoint: BulkEndpoint,
	entries: BulkEntry[],
	run: BulkRun = {},
): Promise<Map<BulkEntry, EntryResult>> {
	const sender = new BulkSender(connection, endpoint, run);
	for (const members of chunk(entries, endpoint.alone)) {
		await sender.send(members);
		for (const entry of members) {
			run.progress?.count(sender.results.get(entry)?.kind === 'accepted');
		}
	}
	return sender.results;
}

/** Sends the requests of one run, and keeps what they have in common. */
class BulkSender {
	readonly results = new Map<BulkEntry, EntryResult>();

	/** The result for everything that is not sent any more, because every request would meet the same. */
	private ending: EntryResult | undefined;

	/** By kind, the chunks since the last accepted entry that were refused for what all have in common. */
	private readonly refusedAlike = new Map<string, number>();

	private readonly silence = new Silence();

	constructor(
		private readonly connection: BrazeConnection,
		private readonly endpoint: BulkEndpoint,
		private readonly run: BulkRun,
	) {}

	/** Sends a chunk, in parts where it is refused as a whole, and notes the result of each entry. */
	async send(members: Chunk): Promise<void> {
		await this.settle(members);
		const kind = kindOf(members[0]);
		if (members.some((entry) => this.results.get(entry)?.kind === 'accepted')) {
			this.refusedAlike.delete(kind);
		} else if (this.areRefusedAlike(members)) {
			this.refusedAlike.set(kind, (this.refusedAlike.get(kind) ?? 0) + 1);
		}
	}

	private async settle(members: Chunk): Promise<void> {
		if (this.run.signal?.aborted) this.ending ??= STOPPED;
		if (this.ending !== undefined) return this.note(members, this.ending);

		const outcome = await this.exchange(members);
		if ('thrown' in outcome) return this.note(members, { kind: 'unknown', reason: outcome.thrown });

		if (this.silence.heard(outcome)) this.ending = NOT_TRIED;
		const judged = judge(this.endpoint, members, outcome);
		if (hasStatus(outcome, POINTLESS_TO_GO_ON)) {
			this.ending = judged[0];
			return this.note(members, this.ending);
		}
		members.forEach((entry, index) => this.results.set(entry, judged[index]));
		if (!hasStatus(outcome, REFUSED_FOR_ENTRIES)) return;

		if (members.length === 1) {
			this.note(members, { ...judged[0], kind: 'rejected' } as EntryResult);
		} else if ((this.refusedAlike.get(kindOf(members[0])) ?? 0) < TELLING_CHUNKS) {
			for (const part of divide(members, judged)) await this.settle(part);
		}
	}

	/** The outcome of a request; or what was thrown, before or after sending, nobody can tell. */
	private async exchange(members: Chunk): Promise<Outcome | { thrown: string }> {
		const { signal, pause = pauseUnlessStopped(signal) } = this.run;
		const { body, ...rest } = this.endpoint.request(members);
		const request = { ...rest, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
		const sendOnce = async () =>
			signal?.aborted ? STOPPED_BY_USER : await this.connection.send(request);
		try {
			const repeatSafe = isRepeatSafe(this.endpoint, members);
			return await sendWithRetry(sendOnce, repeatSafe, RETRY_POLICY, pause);
		} catch (error) {
			return { thrown: (error as Error).message };
		}
	}

	private note(members: Chunk, result: EntryResult): void {
		for (const entry of members) this.results.set(entry, result);
	}

	private areRefusedAlike(members: Chunk): boolean {
		const reasons = members.map((entry) => {
			const result = this.results.get(entry);
			return result?.kind === 'rejected' ? result.reason : undefined;
		});
		return (
			members.length >= TELLING_NUMBER && reasons[0] !== undefined && new Set(reasons).size === 1
		);
	}
}

/** What to send again of a chunk that was refused: what was not named, or else its two halves. */
function divide(members: Chunk, judged: EntryResult[]): Chunk[] {
	const unnamed = members.filter((_, index) => judged[index].kind !== 'rejected');
	if (unnamed.length < members.length) return unnamed.length > 0 ? [unnamed] : [];
	const middle = Math.ceil(members.length / 2);
	return [members.slice(0, middle), members.slice(middle)];
}

function hasStatus(outcome: Outcome, statuses: number[]): boolean {
	return outcome.kind === 'reply' && statuses.includes(outcome.status);
}
