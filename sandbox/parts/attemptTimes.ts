import type { Delivery } from '../punchh/webhooks/types';
import { moment } from '../shared/moment';

/**
 * When each attempt had its answer, on the machine's clock. The sender's own times are those of a
 * clock that may run faster, and cannot be put next to the calls that Braze got.
 */
export class AttemptTimes {
	private readonly times = new WeakMap<Delivery, number[]>();

	/** To be called after each change of a delivery. */
	look(delivery: Delivery): void {
		const times = this.times.get(delivery) ?? [];
		while (times.length < delivery.attempts.length) times.push(moment());
		this.times.set(delivery, times);
	}

	/** Milliseconds since 1970 when an attempt was sent; `index` from 0. */
	sentAt(delivery: Delivery, index: number): number {
		const answered = this.times.get(delivery)?.[index] ?? moment();
		return answered - delivery.attempts[index].tookMs;
	}
}
