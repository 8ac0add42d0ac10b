import { EventEmitter } from 'node:events';

import type { Change, Check, Delivery, Notice } from './types';

const FINISHED: Array<Delivery['state']> = ['DELIVERED', 'FAILED'];

/** What happened, for tests and for the page. */
export class History {
	/** The newest are last. */
	deliveries: Delivery[] = [];

	checks: Check[] = [];

	/** Mails to the Admin Email. */
	notices: Notice[] = [];

	/** Says every change. */
	readonly events = new EventEmitter<{ change: [Change] }>();

	/** @param keep how many of each kind stay; older ones are forgotten */
	constructor(private readonly keep: () => number) {}

	/** Adds what is new in a change, and passes the change on. */
	report(change: Change): void {
		if (change.what === 'check') this.append(this.checks, change.check);
		if (change.what === 'notice') this.append(this.notices, change.notice);
		if (change.what === 'delivery') this.forgetFinished();
		this.events.emit('change', change);
	}

	/** Forgets what is on its way to a webhook that was removed. */
	withdraw(webhookId: number): void {
		this.deliveries = this.deliveries.filter(
			({ webhookId: id, state }) => id !== webhookId || FINISHED.includes(state),
		);
		this.report({ what: 'all' });
	}

	/** Forgets everything. */
	clear(): void {
		this.deliveries = [];
		this.checks = [];
		this.notices = [];
		this.report({ what: 'all' });
	}

	private append<T>(list: T[], item: T): void {
		list.push(item);
		if (list.length > this.keep()) list.shift();
	}

	/** From the front, where what is not finished bars the way: it must stay to be read. */
	private forgetFinished(): void {
		const isFinished = ({ state }: Delivery) => FINISHED.includes(state);
		while (this.deliveries.length > this.keep() && isFinished(this.deliveries[0])) {
			this.deliveries.shift();
		}
	}
}
