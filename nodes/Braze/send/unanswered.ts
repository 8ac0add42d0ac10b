import type { Fault, Outcome } from '../../shared/http/send';
import { POLICY } from '../transport/policy';

/** Stands for a request that was not sent, because Braze has not answered those before it. */
export const BRAZE_UNREACHABLE: Fault = { kind: 'fault', code: 'AWAY', sent: false };

/** Counts the requests of a run that Braze left without an answer of its own. */
export class UnansweredRequests {
	private unanswered = 0;

	/** Takes in how a request ended after all its tries; tells whether Braze seems to be away. */
	isTooManyAfter(outcome: Outcome): boolean {
		const isAnswered = outcome.kind === 'reply' && outcome.status < 500;
		this.unanswered = isAnswered ? 0 : this.unanswered + 1;
		return this.unanswered >= POLICY.mostUnanswered;
	}
}
