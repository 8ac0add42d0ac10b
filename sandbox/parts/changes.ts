/** What a change may be about. */
export const SUBJECTS = ['punchh', 'braze', 'webhooks', 'messages', 'faults', 'knobs'] as const;
export type Subject = (typeof SUBJECTS)[number];

type Listener = (subject: Subject) => void;

/** Tells whoever listens that something is not as it was; not what. */
export class Changes {
	private readonly listeners = new Set<Listener>();

	/** Calls the listener at each change, until the function that comes back is called. */
	listen(listener: Listener): () => void {
		this.listeners.add(listener);
		return () => void this.listeners.delete(listener);
	}

	note(...subjects: Subject[]): void {
		for (const subject of subjects) {
			for (const listener of this.listeners) listener(subject);
		}
	}

	noteAll(): void {
		this.note(...SUBJECTS);
	}
}
