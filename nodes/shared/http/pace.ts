import { nowMs } from '../time';
import { pauseUnlessStopped } from './retry';

/**
 * The pace that all calls of one run share. When the vendor answers one of them with "too many
 * requests", none is sent until the pause is over.
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
		for (let waitMs; !signal?.aborted && (waitMs = this.resumeAt - nowMs()) > 0; ) {
			await pause(waitMs);
		}
	}

	/** Holds back all calls for this many milliseconds from now. */
	hold(ms: number): void {
		this.resumeAt = Math.max(this.resumeAt, nowMs() + ms);
	}
}

const paces = new WeakMap<object, Pace>();

/** The pace of a run; n8n makes one context (the `this` of a node) for each. */
export function paceOf(context: object): Pace {
	let pace = paces.get(context);
	if (pace === undefined) paces.set(context, (pace = new Pace()));
	return pace;
}
