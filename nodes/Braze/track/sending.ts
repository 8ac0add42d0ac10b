import type { BrazeConnection } from '../transport/brazeRequest';
import { sendWithRetry, type RetryPolicy } from '../../shared/retry';
import { pack, render } from './packing';
import type { PreparedObject, Verdict } from './types';
import { judge } from './verdicts';

/** Hourly limits can ask for up to an hour; nobody wants an execution that hangs that long. */
const RETRY_POLICY: RetryPolicy = { attempts: 5, longestWaitMs: 120_000 };

/** Statuses that every further request would meet as well: wrong key, missing permission. */
const POINTLESS_TO_GO_ON = [401, 403];

/**
 * Sends prepared objects to /users/track, one request after another, and returns a verdict for
 * each. After a refused key nothing more is sent; those objects get the same verdict.
 */
export async function sendObjects(
	connection: BrazeConnection,
	objects: PreparedObject[],
): Promise<Map<PreparedObject, Verdict>> {
	const verdicts = new Map<PreparedObject, Verdict>();
	const requests = pack(objects);
	for (const [index, request] of requests.entries()) {
		const { body, placed } = render(request);
		const outcome = await sendWithRetry(
			async () => await connection.post('/users/track', body),
			request.objects.every(({ repeatSafe }) => repeatSafe),
			RETRY_POLICY,
		);
		const judged = judge(placed, outcome);
		judged.forEach((verdict, object) => verdicts.set(object, verdict));

		if (outcome.kind === 'reply' && POINTLESS_TO_GO_ON.includes(outcome.status)) {
			const refusal = [...judged.values()].find(({ kind }) => kind === 'failed');
			if (refusal === undefined) continue;
			const rest = requests.slice(index + 1).flatMap((request) => request.objects);
			for (const object of rest) verdicts.set(object, refusal);
			break;
		}
	}
	return verdicts;
}
