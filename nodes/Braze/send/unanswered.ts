import type { Fault, Outcome } from '../../shared/http/send';
import { POLICY } from '../transport/policy';

/** Stands for a request that was not sent because Braze did not answer the ones before it. */
export const BRAZE_UNREACHABLE: Fault = { kind: 'fault', code: 'AWAY', sent: false };

/** Counts the requests in a row that got no answer from Braze. */
export class UnansweredRequests {
	private unanswered = 0;

	/** Counts a request that ended after all its tries; returns whether Braze seems to be down. */
	isTooManyAfter(outcome: Outcome): boolean {
		const isAnswered = outcome.kind === 'reply' && outcome.status < 500;
		this.unanswered = isAnswered ? 0 : this.unanswered + 1;
		return this.unanswered >= POLICY.mostUnanswered;
	}
}
