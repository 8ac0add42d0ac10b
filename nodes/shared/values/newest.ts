/** A map of what was used last: when it is full, the entry that was not used for longest goes. */
export class Newest<Value> {
	private readonly values = new Map<string, Value>();

	/** How many more entries there may be for now. */
	private extra = 0;

	constructor(private readonly most: number) {}

	get size(): number {
		return this.values.size;
	}

	get(key: string): Value | undefined {
		const value = this.values.get(key);
		if (value !== undefined) this.set(key, value);
		return value;
	}

	/** Whether it is there, which does not count as used. */
	has(key: string): boolean {
		return this.values.has(key);
	}

	set(key: string, value: Value): void {
		this.values.delete(key);
		this.values.set(key, value);
		this.shrink();
	}

	/** Makes room for so many entries more, until it is given back. */
	reserve(count: number): void {
		this.extra += count;
	}

	/** Gives back room: what was not used for longest goes. */
	giveBack(count: number): void {
		this.extra -= count;
		this.shrink();
	}

	delete(key: string): void {
		this.values.delete(key);
	}

	clear(): void {
		this.values.clear();
	}

	private shrink(): void {
		while (this.values.size > this.most + this.extra) {
			this.values.delete(this.values.keys().next().value!);
		}
	}
}
