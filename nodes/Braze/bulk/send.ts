import { sendWithRetry, type RetryPolicy } from '../../shared/retry';
import type { Outcome } from '../../shared/http';
import type { BrazeConnection } from '../transport/brazeRequest';
import { chunk, kindOf } from './chunk';
import { judge } from './judge';
import type { BulkEndpoint, BulkEntry, Chunk, EntryResult } from './types';

/** Hourly limits can ask for up to an hour; nobody wants an execution that hangs that long. */
const RETRY_POLICY: RetryPolicy = { attempts: 5, longestWaitMs: 120_000 };

/** Statuses that every further request would meet as well. */
const POINTLESS_TO_GO_ON = [401, 403, 429];

/** Statuses with which Braze refuses a request as a whole because of what some entries say. */
const REFUSED_FOR_ENTRIES = [400, 413, 422];

/** So many entries refused in the same words were refused for what they have in common. */
const TELLING_NUMBER = 10;

/** Waits between tries, in milliseconds; tests pass their own. */
type Pause = (ms: number) => Promise<void>;

/** Sends the entries of one chunk and returns the outcome. */
type SendChunk = (entries: Chunk) => Promise<Outcome>;

interface Progress {
	results: Map<BulkEntry, EntryResult>;
	/** The result for everything that was not sent because every request would meet the same. */
	stopped?: EntryResult;
}

/**
 * Sends entries to an endpoint, one request after another, and returns a result for each. One bad
 * entry does not take the others with it: a request that Braze refuses as a whole is sent again
 * without the entries that it names, or, when it names none, in halves.
 */
export async function sendBulk(
	connection: BrazeConnection,
	endpoint: BulkEndpoint,
	entries: BulkEntry[],
	pause?: Pause,
): Promise<Map<BulkEntry, EntryResult>> {
	const sendChunk: SendChunk = async (chunk) => {
		const { body, ...rest } = endpoint.request(chunk);
		const request = { ...rest, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
		const sendOnce = async () => await connection.send(request);
		return await sendWithRetry(sendOnce, endpoint.repeatSafe, RETRY_POLICY, pause);
	};
	const progress: Progress = { results: new Map() };
	const hopeless = new Set<string>();
	for (const members of chunk(entries, endpoint.alone)) {
		const kind = kindOf(members[0]);
		await settle(endpoint, sendChunk, members, progress, !hopeless.has(kind));
		if (areRefusedAlike(members, progress)) hopeless.add(kind);
	}
	return progress.results;
}

/** Sends a chunk, in parts where it is refused as a whole, and notes the result of each entry. */
async function settle(
	endpoint: BulkEndpoint,
	sendChunk: SendChunk,
	entries: Chunk,
	progress: Progress,
	mayDivide: boolean,
): Promise<void> {
	const { results, stopped } = progress;
	const noteAll = (result: EntryResult) => entries.forEach((entry) => results.set(entry, result));
	if (stopped !== undefined) return noteAll(stopped);

	const outcome = await sendChunk(entries);
	const judged = judge(endpoint, entries, outcome);
	if (hasStatus(outcome, POINTLESS_TO_GO_ON)) {
		progress.stopped = judged[0];
		return noteAll(judged[0]);
	}
	entries.forEach((entry, index) => results.set(entry, judged[index]));
	if (!hasStatus(outcome, REFUSED_FOR_ENTRIES)) return;

	if (entries.length === 1) return noteAll({ ...judged[0], kind: 'rejected' } as EntryResult);
	if (!mayDivide) return;
	for (const part of divide(entries, judged)) {
		await settle(endpoint, sendChunk, part, progress, mayDivide);
	}
}

/** What to send again of a chunk that was refused: what was not named, or else its two halves. */
function divide(entries: Chunk, judged: EntryResult[]): Chunk[] {
	const unnamed = entries.filter((_, index) => judged[index].kind !== 'rejected');
	if (unnamed.length < entries.length) return unnamed.length > 0 ? [unnamed] : [];
	const middle = Math.ceil(entries.length / 2);
	return [entries.slice(0, middle), entries.slice(middle)];
}

function hasStatus(outcome: Outcome, statuses: number[]): boolean {
	return outcome.kind === 'reply' && statuses.includes(outcome.status);
}

function areRefusedAlike(entries: Chunk, { results }: Progress): boolean {
	const reasons = entries.map((entry) => {
		const result = results.get(entry);
		return result?.kind === 'rejected' ? result.reason : undefined;
	});
	return (
		entries.length >= TELLING_NUMBER && reasons[0] !== undefined && new Set(reasons).size === 1
	);
}
