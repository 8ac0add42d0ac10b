/** A map of what was used last: when it is full, the entry that was not used for longest goes. */
export class Newest<Value> {
	private readonly values = new Map<string, Value>();

	constructor(private readonly most: number) {}

	get size(): number {
		return this.values.size;
	}

	get(key: string): Value | undefined {
		const value = this.values.get(key);
		if (value !== undefined) this.set(key, value);
		return value;
	}

	set(key: string, value: Value): void {
		this.values.delete(key);
		this.values.set(key, value);
		if (this.values.size > this.most) this.values.delete(this.values.keys().next().value!);
	}

	delete(key: string): void {
		this.values.delete(key);
	}

	clear(): void {
		this.values.clear();
	}
}
