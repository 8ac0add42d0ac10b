/** A longer text is never what is looked for here, and is not remembered either. */
const LONGEST = 64;

/**
 * Remembers what was worked out for texts that others choose, such as the name of a time zone in an
 * item. However many they choose, no more than so many are remembered.
 */
export class Remembered<Value> {
	private readonly values = new Map<string, Value>();

	/**
	 * @param most how many texts
	 * @param workOut takes long, and always says the same
	 */
	constructor(
		private readonly most: number,
		private readonly workOut: (text: string) => Value,
	) {}

	get size(): number {
		return this.values.size;
	}

	of(text: string): Value {
		if (this.values.has(text)) return this.values.get(text) as Value;
		const value = this.workOut(text);
		if (text.length > LONGEST) return value;
		if (this.values.size >= this.most) this.values.clear();
		this.values.set(text, value);
		return value;
	}
}
