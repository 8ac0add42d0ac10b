/** Those who want to be told of something. */
export class Listeners<Told> {
	private readonly listeners = new Set<(told: Told) => void>();

	/** Calls a listener each time. Returns what ends that. */
	add(listener: (told: Told) => void): () => void {
		this.listeners.add(listener);
		return () => void this.listeners.delete(listener);
	}

	/** Tells all of them. */
	tell(told: Told): void {
		for (const listener of this.listeners) listener(told);
	}
}
