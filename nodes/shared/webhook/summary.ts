import type { IDataObject } from 'n8n-workflow';

/** Counts of one trigger in one process since it started. */
export class Summary {
	private readonly since = new Date().toISOString();

	private received = 0;

	private readonly refused: Record<string, number> = {};

	private notSelected = 0;

	private duplicates = 0;

	private executions = 0;

	private events = 0;

	countReceived(): void {
		this.received++;
	}

	countRefused(reason: string): void {
		this.refused[reason] = (this.refused[reason] ?? 0) + 1;
	}

	countNotSelected(): void {
		this.notSelected++;
	}

	countDuplicate(): void {
		this.duplicates++;
	}

	countExecution(events: number): void {
		this.executions++;
		this.events += events;
	}

	/** The counts in the words of the answer to a GET check. */
	toJson(): IDataObject {
		return {
			since: this.since,
			received: this.received,
			refused: this.refused,
			not_selected: this.notSelected,
			duplicates: this.duplicates,
			events_emitted: this.events,
			executions: this.executions,
		};
	}
}
