import type { Fault, Outcome } from '../../shared/http/send';
import type { Verdict } from '../track/types';

/** Stands for a request that was not sent, because Braze has not answered those before it. */
export const BRAZE_IS_AWAY: Fault = { kind: 'fault', code: 'AWAY', sent: false };

/** What is said of everything in such a request. */
export const NOT_TRIED: Verdict & { kind: 'failed' } = {
	kind: 'failed',
	reason: 'It was not sent, because Braze has not answered for many requests in a row',
	hint: 'Send it again later',
};

/** So many requests in a row without an answer: Braze is away, and the rest is better kept. */
const MOST_UNANSWERED = 20;

/** Counts the requests of a run that Braze left without an answer of its own. */
export class Silence {
	private unanswered = 0;

	/** Takes in how a request ended after all its tries; tells whether Braze seems to be away. */
	heard(outcome: Outcome): boolean {
		const isAnswered = outcome.kind === 'reply' && outcome.status < 500;
		this.unanswered = isAnswered ? 0 : this.unanswered + 1;
		return this.unanswered >= MOST_UNANSWERED;
	}
}
