import { passedMs } from '../time';
import { pauseUnlessStopped } from './retry';

/**
 * The pace that all calls of one run with an account share. When the vendor answers one of them with
 * "too many requests", none is sent until the pause is over.
 */
export class Pace {
	private resumeAt = 0;

	/**
	 * Waits until calls may be sent, also if the pause is extended in the meantime.
	 *
	 * @param signal the execution's; once it is stopped, there is no more waiting
	 */
	async ready(signal?: AbortSignal): Promise<void> {
		const pause = pauseUnlessStopped(signal);
		for (let waitMs; !signal?.aborted && (waitMs = this.resumeAt - passedMs()) > 0; ) {
			await pause(waitMs);
		}
	}

	/** Whether calls are held back now. */
	isHeld(): boolean {
		return this.resumeAt > passedMs();
	}

	/** Holds back all calls for this many milliseconds from now. */
	hold(ms: number): void {
		this.resumeAt = Math.max(this.resumeAt, passedMs() + ms);
	}
}

const paces = new WeakMap<object, Map<string, Pace>>();

/**
 * The pace of a run with one account; n8n makes one context (the `this` of a node) for each run.
 *
 * @param account whom the vendor limits; others go on
 */
export function paceOf(context: object, account: string): Pace {
	const ofRun = paces.get(context) ?? new Map<string, Pace>();
	paces.set(context, ofRun);
	const pace = ofRun.get(account) ?? new Pace();
	ofRun.set(account, pace);
	return pace;
}
