import { EventEmitter } from 'node:events';

/** What a change may be about. */
export const SUBJECTS = ['punchh', 'braze', 'webhooks', 'messages', 'faults', 'knobs'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Says as `change` that something is not as it was; not what. Each open page listens. */
export class Changes extends EventEmitter<{ change: [Subject] }> {
	constructor() {
		super();
		this.setMaxListeners(Infinity);
	}

	note(...subjects: Subject[]): void {
		for (const subject of subjects) this.emit('change', subject);
	}
}
