import type { IDataObject } from 'n8n-workflow';

import { nowMs } from '../../time';

/** What one trigger has counted since its process started. */
export class Counts {
	readonly since = new Date(nowMs()).toISOString();

	private received = 0;

	/** By cause. */
	readonly refused: Record<string, number> = {};

	private unprovenChecks = 0;

	private notSelected = 0;

	private tooOld = 0;

	private duplicates = 0;

	private executions = 0;

	private eventsTaken = 0;

	private eventsNotTaken = 0;

	countReceived(): void {
		this.received++;
	}

	countRefused(reason: string): void {
		this.refused[reason] = (this.refused[reason] ?? 0) + 1;
	}

	/** A check of the address that was answered although it had no valid proof. */
	countUnprovenCheck(): void {
		this.unprovenChecks++;
	}

	countNotSelected(): void {
		this.notSelected++;
	}

	countTooOld(): void {
		this.tooOld++;
	}

	countDuplicate(): void {
		this.duplicates++;
	}

	/** @param status that n8n answered for the execution */
	countExecution(status: number, events: number): void {
		if (status === 200) {
			this.executions++;
			this.eventsTaken += events;
		} else {
			this.eventsNotTaken += events;
		}
	}

	/** The counts as the answer to a GET check names them. */
	toJson(): IDataObject {
		return {
			since: this.since,
			received: this.received,
			refused: this.refused,
			unproven_checks: this.unprovenChecks,
			not_selected: this.notSelected,
			too_old: this.tooOld,
			duplicates: this.duplicates,
			events_taken: this.eventsTaken,
			events_not_taken: this.eventsNotTaken,
			executions: this.executions,
		};
	}
}
